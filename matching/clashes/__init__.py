"""What stands in the way of a piece of work, told before it hurts, each with what to do.

``records`` and ``kinds`` are pure: work, person and a day in, clashes out. ``reading`` reads them set by set,
``words`` says them, ``keeping`` keeps those of work under way and of proposals as the files are.
"""
