# One image for web, worker, beat and migrate (compose.yaml says which command each runs).
FROM python:3.13-slim

RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
      fonts-lohit-gujr \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.txt constraints.txt ./
# Packages of your own choice, such as a mail service's (docs/guides/providers.md).
ARG EXTRA_PACKAGES=""
RUN pip install --no-cache-dir -r requirements.txt $EXTRA_PACKAGES

COPY . .
ENV DATA_DIR=/data PYTHONUNBUFFERED=1 PORT=8000 WEB_WORKERS=2
# Static files and catalogues are made by root, so that the server can't change what it serves.
RUN useradd --uid 10001 --no-create-home smartkhata \
 && mkdir /data \
 && python -m smartkhata.launch static \
 && chown smartkhata /data
USER smartkhata
EXPOSE 8000
CMD ["sh", "-c", "exec granian --interface wsgi --host 0.0.0.0 --port $PORT --workers $WEB_WORKERS --blocking-threads 4 --no-access-log smartkhata.wsgi:application"]
