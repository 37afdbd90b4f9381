"""What kind of work a company, a vacancy or a placement belongs to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """Sectors as the desks' reports name them."""

    PRODUCTION_NON_FOOD = "production_non_food", _("Production, non-food")
    PRODUCTION_FOOD = "production_food", _("Production, food")
    LOGISTICS = "logistics", _("Logistics")
    CLEANING = "cleaning", _("Cleaning")
    FRUIT_PICKING = "fruit_picking", _("Fruit picking")
    HORTICULTURE = "horticulture", _("Horticulture")
    HOSPITALITY = "hospitality", _("Hotels and restaurants")
    CONSTRUCTION = "construction", _("Construction and installation")
    CARE = "care", _("Care and welfare")
    RETAIL = "retail", _("Shops")
    OTHER = "other", _("Other")
