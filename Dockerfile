# One image for web, workers and beat; docker-compose.yml says which command each runs.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN useradd --system --uid 10001 --no-create-home enishi
WORKDIR /srv/enishi

# By itself first: it changes seldom, and the layer is kept.
COPY requirements.txt .
RUN pip install --require-hashes --no-deps -r requirements.txt

COPY . .
# The key and the addresses are for this step only; nothing is connected to.
RUN python -m config.messages --compile \
    && SECRET_KEY=build DATABASE_URL=postgres://app@db/enishi BROKER_URL=redis://broker \
       MAIL_RELAY_URL=smtp://relay SITE_URL=https://example.com ALLOWED_HOSTS=example.com \
       python manage.py collectstatic --no-input

USER enishi
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
     "--preload", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
