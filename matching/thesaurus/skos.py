"""The thesaurus in the words of the W3C's Simple Knowledge Organization System, as Turtle."""

from functools import lru_cache

from rdflib import Graph, Literal, Namespace
from rdflib.namespace import RDF, SKOS

from matching.thesaurus.concepts import Concept, Thesaurus


@lru_cache(maxsize=2)
def turtle(thesaurus: Thesaurus, base: str) -> str:
    """Every concept with its labels and its place; `base` is the address that ids are appended to."""
    graph, ids = Graph(), Namespace(base)
    graph.bind("skos", SKOS)
    scheme = ids[""]
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    for concept in thesaurus.concepts.values():
        graph.add((ids[concept.id], SKOS.inScheme, scheme))
        add_concept(graph, ids, concept)
    return graph.serialize(format="turtle")


def add_concept(graph: Graph, ids: Namespace, concept: Concept) -> None:
    """One concept: the first label of a language is the preferred one."""
    subject = ids[concept.id]
    graph.add((subject, RDF.type, SKOS.Concept))
    for language, labels in concept.labels.items():
        for place, label in enumerate(labels):
            kind = SKOS.altLabel if place else SKOS.prefLabel
            graph.add((subject, kind, Literal(label, lang=language)))
    for relation, others in ((SKOS.broader, concept.broader), (SKOS.related, concept.related)):
        for other in others:
            graph.add((subject, relation, ids[other]))
