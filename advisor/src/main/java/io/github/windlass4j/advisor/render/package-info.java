/** Advice as Markdown, decision record and findings. */
@NullMarked
package io.github.windlass4j.advisor.render;

import org.jspecify.annotations.NullMarked;
