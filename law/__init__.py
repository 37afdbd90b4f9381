"""The law: who may work, what is due of a wage, which steps there are. No Django, and no clock."""
