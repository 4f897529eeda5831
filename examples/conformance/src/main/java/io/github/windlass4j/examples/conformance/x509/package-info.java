/** Certificates, paths and revocation data. */
@org.jspecify.annotations.NullMarked
package io.github.windlass4j.examples.conformance.x509;
