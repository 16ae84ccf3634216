/** Artifacts that most builds of Maven and Gradle know, written down by hand: what somebody would name a trap after. */
export const POPULAR_MAVEN = `
  ch.qos.logback:logback-classic ch.qos.logback:logback-core com.auth0:java-jwt com.fasterxml.jackson.core:jackson-annotations
  com.fasterxml.jackson.core:jackson-core com.fasterxml.jackson.core:jackson-databind com.fasterxml.jackson.dataformat:jackson-dataformat-xml
  com.fasterxml.jackson.dataformat:jackson-dataformat-yaml com.fasterxml.jackson.datatype:jackson-datatype-jsr310 com.github.ben-manes.caffeine:caffeine
  com.google.code.findbugs:jsr305 com.google.code.gson:gson com.google.errorprone:error_prone_annotations com.google.guava:guava
  com.google.inject:guice com.google.protobuf:protobuf-java com.h2database:h2 com.jayway.jsonpath:json-path com.mysql:mysql-connector-j
  com.squareup.okhttp3:okhttp com.squareup.okio:okio com.squareup.retrofit2:retrofit com.sun.mail:javax.mail com.zaxxer:HikariCP
  com.puppycrawl.tools:checkstyle commons-codec:commons-codec commons-fileupload:commons-fileupload commons-io:commons-io
  commons-logging:commons-logging io.grpc:grpc-netty io.grpc:grpc-protobuf io.grpc:grpc-stub io.jsonwebtoken:jjwt io.jsonwebtoken:jjwt-api
  io.micrometer:micrometer-core io.netty:netty-all io.netty:netty-handler io.projectreactor:reactor-core io.reactivex.rxjava3:rxjava
  io.rest-assured:rest-assured io.swagger.core.v3:swagger-annotations jakarta.annotation:jakarta.annotation-api
  jakarta.persistence:jakarta.persistence-api jakarta.servlet:jakarta.servlet-api jakarta.validation:jakarta.validation-api
  javax.annotation:javax.annotation-api javax.inject:javax.inject javax.servlet:javax.servlet-api javax.validation:validation-api
  joda-time:joda-time junit:junit mysql:mysql-connector-java net.bytebuddy:byte-buddy net.java.dev.jna:jna org.apache.commons:commons-collections4
  org.apache.commons:commons-compress org.apache.commons:commons-csv org.apache.commons:commons-lang3 org.apache.commons:commons-math3
  org.apache.commons:commons-pool2 org.apache.commons:commons-text org.apache.httpcomponents.client5:httpclient5
  org.apache.httpcomponents:httpclient org.apache.httpcomponents:httpcore org.apache.kafka:kafka-clients org.apache.logging.log4j:log4j-api
  org.apache.logging.log4j:log4j-core org.apache.logging.log4j:log4j-slf4j-impl org.apache.lucene:lucene-core
  org.apache.maven.plugins:maven-compiler-plugin org.apache.maven.plugins:maven-shade-plugin org.apache.maven.plugins:maven-surefire-plugin
  org.apache.pdfbox:pdfbox org.apache.poi:poi org.apache.poi:poi-ooxml org.apache.shiro:shiro-core org.apache.spark:spark-core_2.13
  org.apache.tomcat.embed:tomcat-embed-core org.apache.velocity:velocity-engine-core org.aspectj:aspectjweaver org.assertj:assertj-core
  org.awaitility:awaitility org.bouncycastle:bcpkix-jdk18on org.bouncycastle:bcprov-jdk18on org.codehaus.groovy:groovy-all
  org.eclipse.jetty:jetty-server org.flywaydb:flyway-core org.glassfish.jersey.core:jersey-server org.hamcrest:hamcrest org.hibernate.orm:hibernate-core
  org.hibernate.validator:hibernate-validator org.jetbrains.kotlin:kotlin-reflect org.jetbrains.kotlin:kotlin-stdlib
  org.jetbrains.kotlinx:kotlinx-coroutines-core org.jetbrains:annotations org.jsoup:jsoup org.junit.jupiter:junit-jupiter
  org.junit.jupiter:junit-jupiter-api org.junit.jupiter:junit-jupiter-engine org.liquibase:liquibase-core org.mapstruct:mapstruct
  org.mockito:mockito-core org.mockito:mockito-junit-jupiter org.mongodb:mongodb-driver-sync org.mybatis:mybatis org.ow2.asm:asm
  org.postgresql:postgresql org.projectlombok:lombok org.quartz-scheduler:quartz org.reactivestreams:reactive-streams org.reflections:reflections
  org.scala-lang:scala-library org.seleniumhq.selenium:selenium-java org.slf4j:slf4j-api org.slf4j:slf4j-simple
  org.springdoc:springdoc-openapi-starter-webmvc-ui org.springframework.boot:spring-boot-starter org.springframework.boot:spring-boot-starter-actuator
  org.springframework.boot:spring-boot-starter-data-jpa org.springframework.boot:spring-boot-starter-security
  org.springframework.boot:spring-boot-starter-test org.springframework.boot:spring-boot-starter-web org.springframework.security:spring-security-core
  org.springframework:spring-context org.springframework:spring-core org.springframework:spring-web org.springframework:spring-webmvc
  org.testcontainers:junit-jupiter org.testcontainers:testcontainers org.testng:testng org.thymeleaf:thymeleaf org.xerial:sqlite-jdbc
  org.yaml:snakeyaml redis.clients:jedis software.amazon.awssdk:s3 xerces:xercesImpl
`
  .trim()
  .split(/\s+/);
