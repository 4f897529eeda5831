/**
 * Trust stores read and written, whatever their format, and what each JVM or OpenSSL makes of them.
 *
 * {@snippet :
 * TrustStore store = TrustStore.read(Path.of("trust.p12"), password);
 * store.findings().forEach(System.out::println);
 * store.loadedBy(Loader.OPENSSL).certificates().forEach(System.out::println);
 * StoreFile.pem(store).writeTo(Path.of("root.crt"));
 * }
 */
@NullMarked
package io.github.windlass4j.truststore.store;

import org.jspecify.annotations.NullMarked;
