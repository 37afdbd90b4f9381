FROM python:3.13-slim-bookworm

# What WeasyPrint writes PDFs with.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 UV_NO_CACHE=1

WORKDIR /app
COPY requirements/uv.txt requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/uv.txt \
    && uv pip install --system --compile-bytecode --require-hashes -r requirements/base.txt

COPY . .
# The secret is of this step only, and signs nothing.
RUN python -m babel.messages.frontend compile --domain django --directory jobdesk/locale \
    && DJANGO_SETTINGS_MODULE=jobdesk.settings.base SECRET_KEY=only-for-the-build \
       python manage.py collectstatic --no-input \
    && useradd --system --no-create-home jobdesk \
    && mkdir -p var/beat var/files \
    && chown -R jobdesk var

USER jobdesk
ENV DJANGO_SETTINGS_MODULE=jobdesk.settings.production
EXPOSE 8000
CMD ["gunicorn", "jobdesk.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket"]
