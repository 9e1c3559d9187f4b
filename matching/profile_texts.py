"""From a company's profile to the plain texts the engine reads: public texts only."""

from matching.profiles import ProfileTexts
from startups.models import Company, Technology

TECHNOLOGY_WORDS = {  # what the tick boxes say, in words the thesaurus knows
    Technology.AI: "artificial intelligence",
    Technology.BIG_DATA: "big data",
    Technology.IOT: "internet of things",
    Technology.FIVE_G: "5G",
}


def texts_of(company: Company) -> list[ProfileTexts]:
    """One `ProfileTexts` for each language the company wrote in; the ticked technologies go with the first."""
    written = sorted(company.texts.all(), key=lambda text: text.language != company.home_language)
    return [
        ProfileTexts(
            id=str(company.pk),
            country=company.country,
            language=text.language,
            description=text.summary,
            offers=tuple(text.offer_lines),
            seeks=tuple(text.seek_lines),
            technologies=(),
        )
        for text in written
    ]
