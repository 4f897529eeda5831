/**
 * A socket factory and trust manager for JDBC drivers: stores are loaded anew when they change, and a refusal says why.
 *
 * {@snippet :
 * Properties settings = new Properties();
 * settings.setProperty("sslmode", "verify-full");
 * settings.setProperty("sslrootcert", "/etc/db/root.crt");
 * settings.setProperty("sslfactory", WindlassSslSocketFactory.class.getName());
 * DriverManager.getConnection("jdbc:postgresql://db.example.org/app", settings).close();
 * }
 */
@NullMarked
package io.github.windlass4j.truststore.jdbc;

import org.jspecify.annotations.NullMarked;
