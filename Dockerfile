# An image with Gatehouse and its runtime, and no JDK:
#   docker build -t gatehouse . && docker run --read-only -p 127.0.0.1:8080:8080 -v gatehouse:/data gatehouse
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -q -Pdist -pl dist -am -DskipTests package

FROM debian:12-slim
# Unpacked here, as the cache goes by the times of the files, which a COPY may change.
RUN --mount=type=bind,from=build,source=/src/dist/target,target=/dist \
    mkdir /opt/gatehouse /data \
    && tar --extract --gzip --file=/dist/gatehouse-*.tar.gz --strip-components=1 --directory=/opt/gatehouse \
    && chmod 770 /data
ENV HOST=0.0.0.0 DATA_DIR=/data
# Any user of the group 0 will do, also one without a name. The rest of the disk may be read-only.
USER 10001:0
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/opt/gatehouse/bin/gatehouse", "health"]
ENTRYPOINT ["/opt/gatehouse/bin/gatehouse"]
