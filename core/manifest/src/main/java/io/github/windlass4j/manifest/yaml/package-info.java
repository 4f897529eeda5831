/**
 * Kubernetes' reading of YAML and JSON: a node tree in which every node knows its line and column.
 *
 * {@snippet :
 * for (Document document : Yaml.read(bytes, "mesh.yaml")) {
 *     document.root().at("spec", "replicas").ifPresent(node -> System.out.println(node.at() + " " + node));
 * }
 * }
 */
@NullMarked
package io.github.windlass4j.manifest.yaml;

import org.jspecify.annotations.NullMarked;
