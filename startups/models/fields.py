"""The fields a company declares, and the four priority technologies of the declaration."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Field(models.TextChoices):
    """Twenty fields of activity."""

    AI_NLP = "ai_nlp", _("AI and language technology")
    COMPUTER_VISION = "computer_vision", _("Computer vision")
    ROBOTICS_LOGISTICS = "robotics_logistics", _("Robotics and logistics")
    IOT_SENSORS = "iot_sensors", _("IoT and sensors")
    TELECOM = "telecom", _("5G, telecoms and networks")
    DATA_ANALYTICS = "data_analytics", _("Big data and analytics")
    QUANTUM = "quantum", _("Quantum technology")
    SPACE = "space", _("Space")
    MEDTECH_HEALTH = "medtech_health", _("Medtech and digital health")
    BIOTECH = "biotech", _("Biotech")
    AGRIFOOD = "agrifood", _("Agriculture and food")
    MATERIALS_ENERGY = "materials_energy", _("Materials and energy")
    MOBILITY = "mobility", _("Mobility and autonomous driving")
    FINTECH = "fintech", _("Fintech, insurtech and blockchain")
    CYBERSECURITY = "cybersecurity", _("Cybersecurity")
    EDTECH_HR = "edtech_hr", _("Education and human resources")
    XR_ENTERTAINMENT = "xr_entertainment", _("Games, XR and entertainment")
    SEMICONDUCTOR_PHOTONICS = "semiconductor_photonics", _("Semiconductors and photonics")
    CONSTRUCTION = "construction", _("Construction")
    CLIMATE = "climate", _("Climate and circular economy")


class Technology(models.TextChoices):
    """The technologies the declaration of 13 July 2018 puts first."""

    AI = "ai", _("AI")
    BIG_DATA = "big_data", _("Big data")
    IOT = "iot", _("IoT")
    FIVE_G = "five_g", _("5G")
