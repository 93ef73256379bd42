# docker build -t waybill .
# docker run -p 8080:8080 -v waybill:/data -e WAYBILL_SANDBOX=true -e WAYBILL_PUBLIC_URL=http://127.0.0.1:8080 -e WAYBILL_API_KEY=... waybill
FROM docker.io/library/maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY pom.xml ./
COPY src src
# The tests have run before an image is built: .ci/run
RUN mvn -B -ntp package dependency:copy@payara-micro -DskipTests

FROM docker.io/library/eclipse-temurin:17-jre
RUN groupadd --gid 10001 waybill \
    && useradd --no-log-init --uid 10001 --gid waybill --home-dir /waybill --create-home waybill \
    && install --directory --owner waybill --group waybill /data
WORKDIR /waybill
COPY --from=build /build/target/payara-micro.jar /build/target/waybill.war ./
COPY server-config/payara-micro/http.asadmin ./
USER 10001:10001

# Every setting is an environment variable; more JVM options go into JAVA_TOOL_OPTIONS.
ENV WAYBILL_DATA_DIR=/data
VOLUME /data
EXPOSE 8080

# The base image brings no HTTP client.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

# In exec form, so that SIGTERM arrives and claimed work is finished.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-Dwaybill.exit-on-failed-start=true", "-jar", "payara-micro.jar"]
CMD ["--nohazelcast", "--port", "8080", "--contextroot", "/", "--minhttpthreads", "16", "--maxhttpthreads", "32", "--prebootcommandfile", "http.asadmin", "--deploy", "waybill.war"]
