/**
 * Regular expressions in RE2's syntax that end in time linear in their input.
 *
 * {@snippet :
 * boolean found = Regex.compile("^/api/v[0-9]+").find("/api/v2/orders"); // true
 * }
 */
@NullMarked
package io.github.windlass4j.manifest.regex;

import org.jspecify.annotations.NullMarked;
