/** Directory trees, image layouts and JDK homes. */
@NullMarked
package io.github.windlass4j.scan.files;

import org.jspecify.annotations.NullMarked;
