package io.github.windlass4j.scan.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Paths of scanned machines and images, which need not be those of the machine that scans. */
public final class PathText {
    /** Bytes of a path with its end, in Linux (limits.h, PATH_MAX): none is longer. */
    public static final int MAX_LENGTH = 4_096;

    /** A scheme, or the drive of Windows. */
    private static final Pattern NAMED_ROOT = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    /** What JSSE takes for "no file" (javax.net.ssl.trustStore). */
    private static final String NO_FILE = "NONE";

    private PathText() {}

    /** Whether it means another file in another working directory. */
    public static boolean isRelative(String path) {
        return !path.isEmpty()
                && "/\\~".indexOf(path.charAt(0)) < 0
                && !path.equals(NO_FILE)
                && !NAMED_ROOT.matcher(path).matches();
    }

    /**
     * The file that is meant by a path; a relative one in a folder that is not known is the only file that is called so.
     *
     * @param files by absolute path
     * @param folder the working directory; empty if it is not known
     */
    public static <T> Optional<T> find(Map<String, T> files, String folder, String path) {
        if (!isRelative(path) || !folder.isEmpty()) {
            return Optional.ofNullable(files.get(isRelative(path) ? resolved(folder + "/" + path) : path));
        }
        String end = resolved(path);
        List<T> called = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(end))
                .map(Map.Entry::getValue)
                .toList();
        return called.size() == 1 ? Optional.of(called.get(0)) : Optional.empty();
    }

    /** The folders of a pattern before the first step that {@code *}, {@code ?} or {@code [} leaves open; all of any other path. */
    public static String plain(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?[".indexOf(pattern.charAt(i)) >= 0) {
                return pattern.substring(0, pattern.lastIndexOf('/', i) + 1);
            }
        }
        return pattern;
    }

    /** An absolute path without {@code .} and {@code ..}; the root is above itself, as in every file system. */
    public static String resolved(String path) {
        ArrayDeque<String> steps = new ArrayDeque<>();
        for (String step : path.split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return "/" + String.join("/", steps);
    }
}
