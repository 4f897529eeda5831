/** Kubernetes' reading of YAML and JSON: a node tree in which every node knows its line and column. */
@NullMarked
package io.github.windlass4j.manifest.yaml;

import org.jspecify.annotations.NullMarked;
