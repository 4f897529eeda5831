/** What the scanners share. */
@NullMarked
package io.github.windlass4j.scan.internal;

import org.jspecify.annotations.NullMarked;
