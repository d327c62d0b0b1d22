# syntax=docker/dockerfile:1

# What `npm ci` installs for production, without what only compilers and debuggers read: half of it.
FROM node:26.10.0-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && find node_modules -type f '(' -name '*.ts' -o -name '*.cts' -o -name '*.mts' -o -name '*.map' ')' -delete

FROM node:26.10.0-trixie-slim
WORKDIR /app
# The only place that the program writes to. A new volume that is mounted here takes over its owner.
RUN install --directory --owner=node --group=node --mode=0700 /data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
COPY commands ./commands
COPY briefings ./briefings
ENV NODE_ENV=production DATA_DIR=/data
# The image's user `node`, as a number: Kubernetes can then tell that it is not root.
USER 1000:1000
# The local workspace, Slack over HTTP, health and metrics.
EXPOSE 3000 3100 9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=2m --retries=3 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.OPS_PORT || 9464}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1))"]
# No shell and no npm: node is process 1 and gets the signal that asks it to stop. One of src/programs/ is run by
# naming it instead: `docker run … src/programs/export.ts -`.
ENTRYPOINT ["node", "--import", "./src/ops/process/compile-cache.js", "--optimize-for-size", "--max-semi-space-size=4", "--v8-pool-size=1", "--disable-warning=ExperimentalWarning"]
CMD ["src/main.ts"]
