"""From a company's profile to the plain texts the engine reads: public texts only."""

from matching.engine.profiles import ProfileTexts
from startups.models import Company


def texts_of(company: Company) -> list[ProfileTexts]:
    """One `ProfileTexts` for each language the company wrote in, the home language first."""
    written = sorted(company.texts.all(), key=lambda text: text.language != company.home_language)
    return [
        ProfileTexts(
            id=str(company.pk),
            country=company.country,
            language=text.language,
            description=text.summary,
            offers=tuple(text.offer_lines),
            seeks=tuple(text.seek_lines),
        )
        for text in written
    ]
