"""The people of a company: who is there, with which duties, and who waits to join.

They look after themselves. What an administrator does with members stands in ``jobdesk/accounts`` itself.
"""
