/**
 * Service identity: does a certificate speak for this host name or address (RFC 9525), and would the JDK, libpq or pgjdbc
 * agree?
 *
 * {@snippet :
 * ServerName host = ServerName.parse("db.example.test");
 * HostnameRules.RFC_9525.check(leaf, host).message(); // DNS:*.example.test speaks for db.example.test
 * HostnameRules.PGJDBC.check(leaf, host).matches();
 * }
 */
@NullMarked
package io.github.windlass4j.core.hostname;

import org.jspecify.annotations.NullMarked;
