"""The factory under every scoped model: a test makes rows of any centre, whatever scope is open."""

from factory.django import DjangoModelFactory

from jobdesk.trail.scoping import system_scope


class ScopedFactory(DjangoModelFactory):
    """Saves inside a system scope of its own, so that making data needs none."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with system_scope("test data"):
            return super()._create(model_class, *args, **kwargs)
