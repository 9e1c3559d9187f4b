"""The agencies and ministries that every installation knows."""

from accounts.models import Agency, Country

AGENCIES = [
    ("business-france", "Business France", Country.FRANCE, Agency.Kind.AGENCY),
    ("la-french-tech", "La French Tech", Country.FRANCE, Agency.Kind.AGENCY),
    ("bpifrance", "Bpifrance", Country.FRANCE, Agency.Kind.AGENCY),
    ("cnrs", "CNRS", Country.FRANCE, Agency.Kind.AGENCY),
    ("dge", "DGE", Country.FRANCE, Agency.Kind.MINISTRY),
    ("jetro", "JETRO", Country.JAPAN, Agency.Kind.AGENCY),
    ("nedo", "NEDO", Country.JAPAN, Agency.Kind.AGENCY),
    ("aist", "AIST", Country.JAPAN, Agency.Kind.AGENCY),
    ("meti", "METI", Country.JAPAN, Agency.Kind.MINISTRY),
]


def load_agencies() -> None:
    """Save every agency, or correct the one there is."""
    for slug, name, country, kind in AGENCIES:
        Agency.objects.update_or_create(slug=slug, defaults={"name": name, "country": country, "kind": kind})
