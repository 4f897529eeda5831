/**
 * From an exception, or the text of a stack trace, of libpq or of a server's log, to its cause.
 *
 * {@snippet :
 * Diagnosis diagnosis = Diagnosis.of(sqlException);
 * diagnosis.causes().forEach(cause -> System.out.println(cause + ": " + cause.remedy()));
 * }
 */
@NullMarked
package io.github.windlass4j.truststore.diagnose;

import org.jspecify.annotations.NullMarked;
