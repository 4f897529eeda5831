/**
 * Database clients as data: engine, driver, version, factory and sslmode decide what is really verified, and against which
 * store.
 *
 * {@snippet :
 * Client client = ConnectionString.parse("jdbc:postgresql://db.example.org/app?sslmode=verify-full").client("42.7.14");
 * ConnectVerdict verdict = client.rootFile(store).connect(Server.presenting(chain), Instant.parse("2026-11-22T00:00:00Z"));
 * System.out.println(verdict.message());
 * }
 */
@NullMarked
package io.github.windlass4j.truststore.client;

import org.jspecify.annotations.NullMarked;
