# The gateway, with what "mvn package" leaves in target/app. Where its users' tokens come from has to
# be said, for example: docker run -e RINGDOWN_TOKEN_SECRET=... -v ringdown:/data -p 8080:8080 ringdown
FROM eclipse-temurin:17.0.17_10-jre-noble

RUN useradd --system --uid 10001 --no-create-home ringdown \
    && mkdir /data \
    && chown ringdown /data

COPY target/app/lib /opt/ringdown/lib
COPY target/app/ringdown-*-app.jar /opt/ringdown/ringdown.jar

# The journal is in ringdown-data below it.
WORKDIR /data
VOLUME /data
USER 10001

ENV RINGDOWN_HOST=0.0.0.0
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "/opt/ringdown/ringdown.jar", "serve"]
