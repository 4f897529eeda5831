/** What CRLs and OCSP responses say of one certificate; who may sign them is asked of the caller. */
@NullMarked
package io.github.windlass4j.core.internal.revocation;

import org.jspecify.annotations.NullMarked;
