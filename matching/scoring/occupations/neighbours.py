"""Unit groups of ISCO-08 whose work overlaps though their codes do not show it: in thousandths. Not ESCO's.

Judged by what a person who did the one can do of the other in the first week, after the descriptions of the
tasks in ISCO-08. The lower code stands first. It moves people up and down in a list; who is in it does not
depend on it.
"""

NEIGHBOURS: dict[tuple[str, str], int] = {
    # cleaning and housekeeping
    ("5151", "9112"): 750,  # housekeeping supervisors
    ("5152", "9111"): 600,
    ("5152", "9112"): 500,
    ("8157", "9121"): 700,  # laundry: machines and by hand
    # kitchens
    ("3434", "5120"): 850,  # chefs
    ("5120", "9411"): 600,
    ("5120", "9412"): 600,
    ("5131", "9412"): 400,
    ("5131", "5246"): 600,  # waiters, food counters
    ("5246", "9411"): 600,
    ("7512", "8160"): 600,  # bakers, machines for food
    ("7511", "8160"): 500,
    # clothes
    ("7531", "8153"): 700,
    ("7533", "8153"): 700,
    # goods and transport
    ("4321", "9333"): 600,
    ("8344", "9333"): 500,
    ("4321", "8344"): 500,
    ("9321", "9333"): 600,
    ("9329", "9333"): 500,
    ("8322", "9621"): 400,
    # building
    ("7112", "9313"): 500,
    ("7114", "9313"): 500,
    ("7122", "9313"): 400,
    ("7131", "9313"): 400,
    ("7115", "7522"): 700,  # carpenters, cabinet makers
    # repair
    ("7231", "8211"): 400,
    ("7412", "8212"): 500,
    # land
    ("6111", "9211"): 700,
    ("6113", "9214"): 700,
    ("6111", "9214"): 500,
    ("6121", "9212"): 700,
    ("6113", "9211"): 500,
    # care and school
    ("2221", "3221"): 850,
    ("3221", "5321"): 700,
    ("2221", "5321"): 600,
    ("2342", "5311"): 700,
    ("2341", "5312"): 600,
    # offices and shops
    ("3313", "4311"): 800,
    ("2411", "3313"): 800,
    ("5223", "9334"): 600,
    ("5211", "5223"): 600,
    ("2512", "3512"): 500,
}
