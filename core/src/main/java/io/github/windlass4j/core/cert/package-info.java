/**
 * One certificate, parsed once: identity by DER hash and by key, names, extensions, and the encodings it comes in.
 *
 * {@snippet :
 * CertificateBundle bundle = CertificateBundle.read(bytes, "root.crt");
 * for (Certificate certificate : bundle.certificates()) {
 *     System.out.println(certificate.subject() + " until " + certificate.notAfter());
 * }
 * bundle.findings().forEach(System.out::println); // root.crt:22, entry "block 2": ...
 * }
 */
@NullMarked
package io.github.windlass4j.core.cert;

import org.jspecify.annotations.NullMarked;
