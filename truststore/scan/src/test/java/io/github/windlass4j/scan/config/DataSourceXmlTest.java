package io.github.windlass4j.scan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.scan.inventory.Place;
import io.github.windlass4j.scan.inventory.Unresolved;
import io.github.windlass4j.truststore.client.StoreKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sources in the XML of application servers. */
class DataSourceXmlTest {
    @Test
    void tomcat_s_resources() {
        Inventory found = scan("conf/context.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <Context>
                  <!-- <Resource url="jdbc:postgresql://commented/x"/> -->
                  <Resource name="jdbc/one" type="javax.sql.DataSource" password="secret"
                      url="jdbc:postgresql://one:5433/x?sslmode=require&amp;ssl=true"
                      connectionProperties="sslmode=verify-full;sslrootcert=/etc/one.crt"/>
                  <Resource name="jdbc/two" factory="org.apache.tomcat.jdbc.pool.DataSourceFactory"
                      type="org.postgresql.ds.PGSimpleDataSource" serverName="two" portNumber="5434"
                      sslMode="verify-ca" sslRootCert="/etc/two ca.crt" sslPassword="secret"/>
                  <Resource name="mail/x" type="jakarta.mail.Session" mail.smtp.host="localhost"/>
                  <Resource name="jdbc/three" type="javax.sql.DataSource" url="jdbc:h2:mem:x"/>
                  <Resource name="jdbc/four" type="javax.sql.DataSource" url="${db.url}"/>
                </Context>
                """, Map.of());
        assertThat(lines(found))
                .containsExactlyInAnyOrder(
                        "pgjdbc one:5433 {ssl=true, sslmode=require, sslrootcert=/etc/one.crt}",
                        "pgjdbc two:5434 {sslmode=verify-ca, sslrootcert=/etc/two ca.crt}");
        assertThat(found.unresolved()).extracting(Unresolved::reference).contains("${db.url}");
    }

    @Test
    void wildfly_s_data_sources_with_properties_of_the_server_and_the_environment() {
        Inventory found = scan(
                "/opt/jboss/wildfly/standalone/configuration/standalone-full-ha.xml",
                """
                <server xmlns="urn:jboss:domain:20.0">
                  <system-properties>
                    <property name="javax.net.ssl.trustStore" value="/opt/trust.p12"/>
                    <property name="db.name" value="shop"/>
                  </system-properties>
                  <profile><subsystem xmlns="urn:jboss:domain:datasources:7.0"><datasources>
                    <datasource jndi-name="java:/a" pool-name="a">
                      <connection-url>
                        jdbc:postgresql://${env.DB_HOST:localhost}/${db.name}
                      </connection-url>
                      <connection-property name="sslmode">verify-full</connection-property>
                      <connection-property name="sslfactory">org.postgresql.ssl.DefaultJavaSSLFactory</connection-property>
                      <driver>postgresql</driver>
                    </datasource>
                    <xa-datasource jndi-name="java:/b" pool-name="b">
                      <xa-datasource-property name="ServerName">${env.XA_HOST}</xa-datasource-property>
                      <xa-datasource-property name="PortNumber">${env.XA_PORT:5440}</xa-datasource-property>
                      <xa-datasource-property name="SslMode">verify-ca</xa-datasource-property>
                      <driver>postgresql</driver>
                    </xa-datasource>
                    <xa-datasource jndi-name="java:/c" pool-name="c">
                      <xa-datasource-property name="ServerName">mysql</xa-datasource-property>
                      <driver>mysql</driver>
                    </xa-datasource>
                    <datasource jndi-name="java:/off" enabled="false">
                      <connection-url>jdbc:postgresql://off/x</connection-url>
                    </datasource>
                    <drivers><driver name="postgresql" module="org.postgresql"/></drivers>
                  </datasources></subsystem></profile>
                </server>
                """,
                Map.of("DB_HOST", "pg.example.org"));
        assertThat(lines(found))
                .containsExactlyInAnyOrder(
                        "pgjdbc pg.example.org:5432 {sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory, sslmode=verify-full}",
                        "pgjdbc :5440 {sslmode=verify-ca}");
        assertThat(found.clients())
                .allSatisfy(client -> assertThat(
                                client.stores().get(StoreKind.JVM_STORE).place().path())
                        .isEqualTo("/opt/trust.p12"));
        assertThat(found.unresolved()).extracting(Unresolved::reference).contains("${XA_HOST}");
    }

    @Test
    void liberty_s_data_sources_and_variables() {
        Inventory found = scan("/config/server.xml", """
                <server description="shop">
                  <variable name="mode" defaultValue="verify-full"/>
                  <variable name="port" value="5450"/>
                  <dataSource id="a" jndiName="jdbc/a">
                    <jdbcDriver libraryRef="pg"/>
                    <properties.postgresql serverName="lib" portNumber="${port}" databaseName="x" sslMode="${mode}"/>
                  </dataSource>
                  <dataSource id="b"><properties URL="jdbc:postgresql://other/x?ssl=true"/></dataSource>
                  <library id="pg"><file name="/x.jar"/></library>
                </server>
                """, Map.of());
        assertThat(lines(found))
                .containsExactlyInAnyOrder("pgjdbc lib:5450 {sslmode=verify-full}", "pgjdbc other:5432 {ssl=true}");
    }

    @Test
    void a_persistence_unit() {
        Inventory found = scan("META-INF/persistence.xml", """
                <persistence><persistence-unit name="u"><properties>
                  <property name="jakarta.persistence.jdbc.url" value="jdbc:postgresql://jpa/x?sslmode=require"/>
                  <property name="hibernate.dialect" value="org.hibernate.dialect.PostgreSQLDialect"/>
                </properties></persistence-unit></persistence>
                """, Map.of());
        assertThat(lines(found)).containsExactly("pgjdbc jpa:5432 {sslmode=require}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><a/>",
                "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;\">]><a b=\"&z;\"/>",
                "<a>&undefined;</a>",
                "<a><b></a>",
                "<a",
                "plain text",
                ""
            })
    void what_is_no_plain_xml_is_refused_at_its_place(String text) {
        assertThatThrownBy(() -> read("server.xml", text))
                .isInstanceOfSatisfying(MalformedConfigurationException.class, e -> {
                    assertThat(e.line()).isPositive();
                    assertThat(e.column()).isPositive();
                    assertThat(e).hasMessageStartingWith("server.xml:").hasMessageNotContaining("root:");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ''",
        "UTF-8, encoding='utf-8'",
        "ISO-8859-1, encoding='ISO-8859-1'",
        "UTF-16, encoding='UTF-16'",
        "UTF-16LE, encoding='UTF-16'"
    })
    void the_encoding_is_the_one_that_is_declared(String charset, String declared) {
        String mark = charset.equals("UTF-16LE") ? "\ufeff" : "";
        byte[] bytes = (mark + "<?xml version='1.0' " + declared + "?><a><datasource url='jdbc:x://\u00e9'/></a>")
                .getBytes(Charset.forName(charset));
        assertThat(Configuration.file("server.xml", bytes, new Place("", "p"), Set.of())
                        .flatMap(read -> read.find("datasource[0].url")))
                .map(Configuration.Setting::value)
                .contains("jdbc:x://\u00e9");
    }

    @Test
    void bytes_that_are_no_text_are_refused_with_their_line() {
        byte[] bytes = "<a>\n\u00e9</a>".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Configuration.file("server.xml", bytes, new Place("", "p"), Set.of()))
                .isInstanceOf(MalformedConfigurationException.class)
                .hasMessage("p:2:1: no XML: bytes that are no UTF-8");
        assertThatThrownBy(() -> read("server.xml", "<?xml version='1.0' encoding='none-such'?><a/>"))
                .hasMessage("server.xml:1:1: no XML: encoding none-such is not known");
    }

    @Test
    void elements_in_elements_have_a_bound() {
        assertThatThrownBy(() -> read("server.xml", "<a>".repeat(100_000)))
                .isInstanceOf(MalformedConfigurationException.class)
                .hasMessageContaining("deeper than 64");
    }

    @Test
    void other_xml_is_none_of_these() {
        assertThat(Configuration.file("pom.xml", "<a/>".getBytes(StandardCharsets.UTF_8), new Place("", "p"), Set.of()))
                .isEmpty();
        assertThat(Configuration.file(
                        "/usr/local/tomcat/conf/Catalina/localhost/shop.xml",
                        "<Context/>".getBytes(StandardCharsets.UTF_8),
                        new Place("", "p"),
                        Set.of()))
                .isPresent();
    }

    private static List<String> lines(Inventory found) {
        return found.clients().stream()
                .map(client -> client.driver() + " " + client.host() + ":" + client.port() + " " + client.settings())
                .toList();
    }

    private static Inventory scan(String name, String text, Map<String, String> environment) {
        Configuration variables = Configuration.environment(environment, new Place("", "environment"));
        return ConfigScan.of("server", variables.over(read(name, text))).scan();
    }

    private static Configuration read(String name, String text) {
        return Configuration.file(name, text.getBytes(StandardCharsets.UTF_8), new Place("", name), Set.of())
                .orElseThrow();
    }
}
