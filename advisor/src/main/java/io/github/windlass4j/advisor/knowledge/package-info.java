/** Tables, catalogues and plans as dated, sourced packs. */
@NullMarked
package io.github.windlass4j.advisor.knowledge;

import org.jspecify.annotations.NullMarked;
