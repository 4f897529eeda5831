package io.github.windlass4j.truststore.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A driver, a libpq and a server that speak another language than English. */
class TranslationsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Der Server unterstützt SSL nicht.                                                | SERVER_WITHOUT_TLS
            Le serveur ne supporte pas SSL.                                                  | SERVER_WITHOUT_TLS
            不正な sslmode 値: verify-all                                                     | SSLMODE_INVALID
            Неверное значение параметра sslmode: verify-all                                  | SSLMODE_INVALID
            ホスト名 db は、hostnameverifier PgjdbcHostnameVerifier で検証できませんでした。          | HOSTNAME_MISMATCH
            L'hostnameverifier V non è in grado di verificare l'hostname db.                 | HOSTNAME_MISMATCH
            无法打开SSL根证书文件: /r.crt                                                       | ROOT_FILE_MISSING
            Не удалось загрузить корневой SSL-сертификат /r.crt в TrustManager.               | STORE_UNREADABLE
            Die von x.Y bereitgestellte SSLSocketFactory-Klasse konnte nicht instanziiert werden. | FACTORY_NOT_FOUND
            FATAL: kein pg_hba.conf-Eintrag für Host »h«, Benutzer »u«, Datenbank »d«, keine Verschlüsselung | PG_HBA_NO_ENCRYPTION
            FATAL: kein pg_hba.conf-Eintrag für Host »h«, Benutzer »u«, Datenbank »d«, SSL-Verschlüsselung | PG_HBA_NO_ENTRY
            """)
    void what_pgjdbc_says_in_the_language_of_its_jvm(String message, Cause cause) {
        assertThat(Diagnosis.ofStackTrace("org.postgresql.util.PSQLException: " + message)
                        .causes())
                .containsExactly(cause);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Server unterstützt kein SSL, aber SSL wurde verlangt                                | SERVER_WITHOUT_TLS
            ungültiger sslmode-Wert: »verify-all«                                               | SSLMODE_INVALID
            Server-Zertifikat für »a.test« stimmt nicht mit dem Hostnamen »b.test« überein      | HOSTNAME_MISMATCH
            le fichier de certificat racine « /root/.postgresql/root.crt » n'existe pas.        | ROOT_FILE_MISSING
            no se pudo leer la lista de certificado raíz «/r.crt»: x                            | STORE_UNREADABLE
            konnte Hostnamen »db« nicht in Adresse übersetzen                                        | UNKNOWN_HOST
            """)
    void what_psql_says_in_the_language_of_its_terminal(String message, Cause cause) {
        assertThat(Diagnosis.ofLibpq("psql: Fehler: " + message).causes()).containsExactly(cause);
    }

    @Test
    void what_a_server_writes_into_its_log() {
        assertThat(Diagnosis.ofServerLog("LOG:  ungültige Länge des Startpakets")
                        .causes())
                .containsExactly(Cause.DIRECT_TLS_UNSUPPORTED);
        assertThat(Diagnosis.ofServerLog("LOG:  konnte SSL-Verbindung nicht annehmen: EOF entdeckt")
                        .causes())
                .contains(Cause.ROOT_FILE_MISSING, Cause.STORE_UNREADABLE);
        // What OpenSSL adds is English in every language.
        assertThat(Diagnosis.ofServerLog("LOG:  konnte SSL-Verbindung nicht annehmen: tlsv1 alert unknown ca")
                        .causes())
                .contains(Cause.NO_ANCHOR);
    }

    @Test
    void every_translation_is_found_with_what_is_filled_in_and_only_for_its_phrase() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Translations.class.getResourceAsStream("translations.json"), "translations")) {
            List<Translations.Phrase> phrases = KnowledgeReader.read(in, "translations.json", Translations.class)
                    .phrases();
            assertThat(phrases).hasSizeGreaterThan(15);
            for (Translations.Phrase phrase : phrases) {
                for (String said : phrase.said()) {
                    String message = "x " + said.replace("*", " »FILLED« ") + " y";
                    assertThat(Translations.holds(message, phrase.text()))
                            .as(message)
                            .isTrue();
                    assertThat(phrases.stream()
                                    .filter(other -> Translations.holds(message, other.text()))
                                    .map(other -> meaning(other.text()))
                                    .distinct())
                            .as(message)
                            .containsExactly(meaning(phrase.text()));
                }
            }
        }
    }

    /** Phrases of two speakers that mean the same, and the two halves of one sentence. */
    private static String meaning(String phrase) {
        return switch (phrase) {
            case "Invalid sslmode value", "invalid sslmode value" -> "mode";
            case "The server does not support SSL", "server does not support SSL" -> "no TLS";
            case "does not exist", "root certificate file" -> "no root file";
            case "could not accept SSL connection: EOF detected", "EOF detected" -> "end";
            default -> phrase;
        };
    }
}
