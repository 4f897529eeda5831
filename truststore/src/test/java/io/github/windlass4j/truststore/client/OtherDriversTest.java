package io.github.windlass4j.truststore.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.truststore.client.ConnectionString.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherDriversTest {
    static Stream<Arguments> strings() {
        return Stream.of(
                Arguments.of(
                        "Host=a,b:5433;Port=6000;Username=u;Password=\"p;w\";SSL Mode=VerifyFull;Root Certificate=/r.crt",
                        "npgsql",
                        List.of(new Endpoint("a", 6000), new Endpoint("b", 5433)),
                        Map.of("sslmode", "verify-full", "sslrootcert", "/r.crt")),
                Arguments.of(
                        "Server=db;SslMode=Require;TrustServerCertificate=True",
                        "npgsql",
                        List.of(new Endpoint("db", 5432)),
                        Map.of("sslmode", "require", "Trust Server Certificate", "true")),
                Arguments.of(
                        "jdbc:mysql://one:3307,two/shop?sslMode=VERIFY_IDENTITY&trustCertificateKeyStoreUrl=file:%2Ft.p12"
                                + "&trustCertificateKeyStorePassword=secret",
                        "mysql-connector-j",
                        List.of(new Endpoint("one", 3307), new Endpoint("two", 3306)),
                        Map.of("sslmode", "verify-full", "trustCertificateKeyStoreUrl", "file:/t.p12")),
                Arguments.of(
                        "jdbc:mysql:replication://address=(host=my)(port=3310)/",
                        "mysql-connector-j",
                        List.of(new Endpoint("my", 3310)),
                        Map.of()),
                Arguments.of(
                        "jdbc:mysql:loadbalance://address=(host=one)(port=3310),address=( host = two )/shop?useSSL=false",
                        "mysql-connector-j",
                        List.of(new Endpoint("one", 3310), new Endpoint("two", 3306)),
                        Map.of("useSSL", "false")),
                Arguments.of(
                        "jdbc:mysql://u:p@(host=one,port=3310,user=x),(port=3311,host=two),three:3312/shop",
                        "mysql-connector-j",
                        List.of(new Endpoint("one", 3310), new Endpoint("two", 3311), new Endpoint("three", 3312)),
                        Map.of()),
                Arguments.of(
                        "jdbc:mysql://h?sslMode=VERIFY_CA&noValue&=x",
                        "mysql-connector-j",
                        List.of(new Endpoint("h", 3306)),
                        Map.of("sslmode", "verify-ca")),
                Arguments.of(
                        "jdbc:mysql://h/d?sslMode=ALWAYS",
                        "mysql-connector-j",
                        List.of(new Endpoint("h", 3306)),
                        Map.of("sslmode", "ALWAYS")),
                Arguments.of(
                        "jdbc:mysql://h/d?sslmode=VERIFY_CA&sslrootcert=/r.crt&useSSL=No",
                        "mysql-connector-j",
                        List.of(new Endpoint("h", 3306)),
                        Map.of("useSSL", "No")),
                Arguments.of("Host=db", "npgsql", List.of(new Endpoint("db", 5432)), Map.of()),
                Arguments.of("server = db", "npgsql", List.of(new Endpoint("db", 5432)), Map.of()),
                Arguments.of(
                        " ; Host=db;Ssl Mode= verify-ca ;SSL Negotiation=Direct;Password='p\"';; ",
                        "npgsql",
                        List.of(new Endpoint("db", 5432)),
                        Map.of("sslmode", "verify-ca", "sslnegotiation", "direct")),
                Arguments.of(
                        "Host=[::1],b:;Password=\"p\"\";Ssl Mode=Disable;\";SSL Mode=VERIFY_FULL",
                        "npgsql",
                        List.of(new Endpoint("[::1]", 5432), new Endpoint("b:", 5432)),
                        Map.of("sslmode", "verify-full")),
                Arguments.of(
                        "jdbc:sqlserver://h;password={a}};encrypt=false;b}};};user=u;hostNameInCertificate=*.x;"
                                + "serverCertificate=/c;trustManagerClass=T;trustStoreType=PKCS12;portNumber=7",
                        "mssql-jdbc",
                        List.of(new Endpoint("h", 7)),
                        Map.of(
                                "hostNameInCertificate",
                                "*.x",
                                "serverCertificate",
                                "/c",
                                "trustManagerClass",
                                "T",
                                "trustStoreType",
                                "PKCS12")),
                Arguments.of(
                        "r2dbcs:postgresql://h,i:6/db?sslMode=verify_full&sslNegotiation=DIRECT",
                        "r2dbc-postgresql",
                        List.of(new Endpoint("h", 5432), new Endpoint("i", 6)),
                        Map.of("sslmode", "verify-full", "sslNegotiation", "DIRECT", "ssl", "true")),
                Arguments.of(
                        "r2dbcs:postgresql://h/db?ssl=false&sslMode=require&sslmode=disable&sslrootcert=/not/read"
                                + "&sslHostnameVerifier=V&sslCert=/c&sslKey=/k&socket=/s&sslPassword=p",
                        "r2dbc-postgresql",
                        List.of(new Endpoint("h", 5432)),
                        Map.of(
                                "ssl",
                                "false",
                                "sslmode",
                                "require",
                                "sslHostnameVerifier",
                                "V",
                                "sslCert",
                                "/c",
                                "sslKey",
                                "/k",
                                "socket",
                                "/s")),
                Arguments.of(
                        "jdbc:sqlserver://h\\inst:1444;encrypt=true;trustServerCertificate=false;password={a;b=}};"
                                        .replace("}}", "}")
                                + "trustStore=/t.jks",
                        "mssql-jdbc",
                        List.of(new Endpoint("h", 1444)),
                        Map.of("encrypt", "true", "trustServerCertificate", "false", "trustStore", "/t.jks")),
                Arguments.of(
                        "jdbc:sqlserver://;serverName=s;Encrypt=Strict",
                        "mssql-jdbc",
                        List.of(new Endpoint("s", 1433)),
                        Map.of("encrypt", "strict")),
                Arguments.of(
                        "r2dbc:pool:postgresql://u:p@h:5433/db?sslMode=VERIFY_CA&sslRootCert=/r.crt",
                        "r2dbc-postgresql",
                        List.of(new Endpoint("h", 5433)),
                        Map.of("sslmode", "verify-ca", "sslrootcert", "/r.crt")),
                Arguments.of(
                        "postgresql+psycopg2://u:p@h/db?sslmode=verify-full",
                        "psycopg",
                        List.of(new Endpoint("h", 5432)),
                        Map.of("sslmode", "verify-full")),
                Arguments.of("postgresql+asyncpg://h/db", "asyncpg", List.of(new Endpoint("h", 5432)), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void reads_hosts_and_tls_settings(
            String text, String driver, List<Endpoint> endpoints, Map<String, String> settings) {
        ConnectionString read = ConnectionString.parse(text);
        assertThat(read.driver()).isEqualTo(driver);
        assertThat(read.endpoints()).isEqualTo(endpoints);
        assertThat(read.settings()).isEqualTo(settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql:x",
                "jdbc:mysql://h:port/",
                "jdbc:mysql://h/?a=%",
                "jdbc:sqlserver:h",
                "jdbc:sqlserver://h;encrypt",
                "jdbc:sqlserver://h;password={never closed",
                "r2dbc:postgresql",
                "Host=h;Port=70000",
                "Host=h;Password=\"never closed",
                "Host=h;Password=\"a\"\"never closed",
                "Host=h;nothing",
                "Host=h:x;",
                "jdbc:mysql://(host=h,port=0)/"
            })
    void rejects_what_the_driver_would_refuse_without_repeating_it(String text) {
        assertThatThrownBy(() -> ConnectionString.parse(text))
                .isInstanceOf(MalformedConnectionStringException.class)
                .hasMessageNotContaining("never closed h")
                .hasMessageStartingWith("character ");
    }

    @Test
    void an_unknown_mode_is_kept_as_it_is_written() {
        assertThat(ConnectionString.parse("Host=h;SSL Mode=Always").settings()).containsEntry("sslmode", "Always");
    }

    @Test
    void a_problem_is_told_at_its_character() {
        for (String marked : List.of(
                "Host=h;^nothing",
                "Host=h;Password=^\"a",
                "jdbc:sqlserver://h;^encrypt",
                "jdbc:sqlserver://h;encrypt=true;password=^{a",
                "jdbc:mysql://h/?^a=%")) {
            int place = marked.indexOf('^');
            assertThatThrownBy(() -> ConnectionString.parse(marked.replace("^", "")))
                    .isInstanceOfSatisfying(
                            MalformedConnectionStringException.class,
                            problem -> assertThat(problem.offset()).isEqualTo(place));
        }
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of(
                        "jdbc:mysql://",
                        "jdbc:sqlserver://",
                        "r2dbc:postgresql://",
                        "Host=",
                        "postgresql+x://",
                        ";",
                        "=",
                        "{",
                        "}",
                        "\"",
                        "%",
                        "%4",
                        ",",
                        "(",
                        ")",
                        "address=",
                        "(host=",
                        ":",
                        "@",
                        "/",
                        "?",
                        "&",
                        "[",
                        "]",
                        "\\",
                        "99999",
                        " ",
                        "a")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 2000)
    void whatever_is_thrown_at_it_only_that_exception_escapes(@ForAll("noise") String text) {
        try {
            assertThat(ConnectionString.parse(text).endpoints()).isNotEmpty();
        } catch (MalformedConnectionStringException expected) {
            assertThat(expected.offset()).isNotNegative();
        }
    }
}
