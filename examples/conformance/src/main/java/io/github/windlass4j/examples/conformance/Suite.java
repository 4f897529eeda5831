package io.github.windlass4j.examples.conformance;

import java.util.stream.Stream;

/**
 * One format of third-party case files and how its cases are put to the public API. An implementation only parses and
 * calls: no rule lives here.
 */
public interface Suite {
    /** The name on the command line: the base name of the file, except where the case folder's README names it otherwise. */
    String name();

    /** Where the suite's own file lies below the case folder, with {@code /}. */
    String file();

    /**
     * The cases of any file of this format, in file order and lazily: a file may be larger than the memory. The stream
     * is closed by the caller.
     */
    Stream<Case> cases(CaseFile file);
}
