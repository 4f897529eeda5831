/**
 * Directory trees, JDK homes and container images.
 *
 * {@snippet :
 * Inventory image = Scanner.standard().scan(Path.of("app.tar"));
 * image.stores().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.scan.files;

import org.jspecify.annotations.NullMarked;
