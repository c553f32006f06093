"""Nothing that is held about somebody is forgotten when they go."""

import pytest
from django.apps import apps
from django.db import models

from videoberatung.accounts.models import User
from videoberatung.practices.models import Practice
from videoberatung.privacy.holdings import held_about_people, held_about_practices

HOLDINGS = {User: held_about_people, Practice: held_about_practices}


def pointing_to(target: type[models.Model]) -> set[type[models.Model]]:
    """Also by way of many-to-many tables, and the table itself."""
    relations = {
        model
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is target
    }
    return relations | {target}


@pytest.mark.promise(8)
@pytest.mark.parametrize("target", [User, Practice], ids=["person", "practice"])
def test_every_table_that_points_to_them_has_somebody_who_answers_for_it(target):
    answered = {model for holding in HOLDINGS[target]() for model in holding.models}
    assert {model.__name__ for model in pointing_to(target) - answered} == set()


@pytest.mark.parametrize("target", [User, Practice], ids=["person", "practice"])
def test_whatever_stays_names_its_law_and_its_end(target):
    for holding in HOLDINGS[target]():
        for kept in holding.kept:
            assert kept.sentence
            assert kept.term
            assert kept.basis
