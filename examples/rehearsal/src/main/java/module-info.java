/** A CA rotation predicted, then performed on a real PostgreSQL. */
@SuppressWarnings({"requires-automatic", "module"})
module io.github.windlass4j.examples.rehearsal {
    requires static org.jspecify;
    requires io.github.windlass4j.truststore;
    requires java.sql;
    requires org.postgresql.jdbc;
    requires embedded.postgres;
    requires org.apache.commons.compress;
    requires org.tukaani.xz;
}
