package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The API server's library of semantic versions (k8s.io/apiserver/pkg/cel/library/semverlib.go, blang/semver). */
final class SemverFunctions {
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-Za-z-]+");
    private static final List<String> NAMES = List.of("Major", "Minor", "Patch");

    private SemverFunctions() {}

    /** A version; its numbers have no sign, and what stands behind a plus sign does not count. */
    record Semver(long major, long minor, long patch, List<String> pre, String source)
            implements CelTypes.Named, Comparable<Semver> {
        @Override
        public String typeName() {
            return "kubernetes.Semver";
        }

        @Override
        public int compareTo(Semver other) {
            int order = Long.compareUnsigned(major, other.major);
            order = order != 0 ? order : Long.compareUnsigned(minor, other.minor);
            order = order != 0 ? order : Long.compareUnsigned(patch, other.patch);
            if (order != 0) {
                return order;
            }
            if (pre.isEmpty() || other.pre.isEmpty()) {
                return Boolean.compare(pre.isEmpty(), other.pre.isEmpty());
            }
            for (int i = 0; i < pre.size() && i < other.pre.size(); i++) {
                int step = compare(pre.get(i), other.pre.get(i));
                if (step != 0) {
                    return step;
                }
            }
            return Integer.compare(pre.size(), other.pre.size());
        }

        private static int compare(String one, String two) {
            boolean number = isNumber(one);
            if (number != isNumber(two)) {
                return number ? -1 : 1;
            }
            return number
                    ? Long.compareUnsigned(Long.parseUnsignedLong(one), Long.parseUnsignedLong(two))
                    : Integer.signum(one.compareTo(two));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Semver that && compareTo(that) == 0;
        }

        @Override
        public int hashCode() {
            return Objects.hash(major, minor, patch, pre);
        }

        @Override
        public String toString() {
            return source;
        }
    }

    private interface Part {
        long of(Semver version);
    }

    static void register(Registry registry) {
        registry.global("semver", 1, (a, f) -> parse(a[0], false))
                .global("semver", 2, (a, f) -> parse(a[0], a[1]))
                .global("isSemver", 1, (a, f) -> is(parse(a[0], false)))
                .global("isSemver", 2, (a, f) -> is(parse(a[0], a[1])));
        part(registry, "major", Semver::major);
        part(registry, "minor", Semver::minor);
        part(registry, "patch", Semver::patch);
    }

    private static void part(Registry registry, String name, Part part) {
        registry.method(
                name, 1, (a, f) -> a[0] instanceof Semver version ? (Object) part.of(version) : CelError.NO_OVERLOAD);
    }

    private static Object is(Object parsed) {
        return parsed.equals(CelError.NO_OVERLOAD) ? parsed : (Object) (parsed instanceof Semver);
    }

    private static Object parse(Object value, Object loosely) {
        if (!(value instanceof String given && loosely instanceof Boolean loose)) {
            return CelError.NO_OVERLOAD;
        }
        try {
            return version(loose ? normal(given) : given);
        } catch (Unfit e) {
            return new CelError(String.valueOf(e.getMessage()));
        }
    }

    /** Why a text is no version. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String problem) {
            super(problem, null, false, false);
        }
    }

    private static Semver version(String text) throws Unfit {
        if (text.isEmpty()) {
            throw new Unfit("Version string empty");
        }
        String[] parts = text.split("\\.", 3);
        if (parts.length < 3) {
            throw new Unfit("No Major.Minor.Patch elements found");
        }
        String[] withBuild = parts[2].split("\\+", 2);
        String[] withPre = withBuild[0].split("-", 2);
        parts[2] = withPre[0];
        long[] numbers = new long[3];
        for (int i = 0; i < 3; i++) {
            String name = NAMES.get(i);
            if (!parts[i].isEmpty() && !isNumber(parts[i])) {
                throw new Unfit("Invalid character(s) found in " + name.toLowerCase(Locale.ROOT) + " number "
                        + GoEscapes.quote(parts[i]));
            }
            numbers[i] = number(parts[i], name + " number");
        }
        List<String> pre = withPre.length == 1 ? List.of() : List.of(withPre[1].split("\\.", -1));
        for (String identifier : pre) {
            check(identifier, "Prerelease", "prerelease");
            if (isNumber(identifier)) {
                number(identifier, "Numeric PreRelease version");
            }
        }
        if (withBuild.length > 1) {
            for (String identifier : withBuild[1].split("\\.", -1)) {
                check(identifier, "Build meta data", "build meta data");
            }
        }
        return new Semver(numbers[0], numbers[1], numbers[2], pre, text);
    }

    private static long number(String digits, String name) throws Unfit {
        if (digits.length() > 1 && digits.startsWith("0")) {
            throw new Unfit(name + " must not contain leading zeroes \"" + digits + "\"");
        }
        try {
            return Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            throw new Unfit("strconv.ParseUint: parsing \"" + digits + "\": "
                    + (digits.isEmpty() ? "invalid syntax" : "value out of range"));
        }
    }

    private static void check(String identifier, String capital, String name) throws Unfit {
        if (identifier.isEmpty()) {
            throw new Unfit(capital + " is empty");
        }
        if (!IDENTIFIER.matcher(identifier).matches()) {
            throw new Unfit("Invalid character(s) found in " + name + " " + GoEscapes.quote(identifier));
        }
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Without a leading v and leading zeros, with a minor and a patch number. */
    private static String normal(String text) throws Unfit {
        String[] parts = (text.startsWith("v") ? text.substring(1) : text).split("\\.", 3);
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].length() > 1) {
                String part = parts[i].replaceFirst("^0+", "");
                parts[i] = part.isEmpty() || !isNumber(part.substring(0, 1)) ? "0" + part : part;
            }
        }
        String last = parts[parts.length - 1];
        if (parts.length < 3 && (last.indexOf('+') >= 0 || last.indexOf('-') >= 0)) {
            throw new Unfit("short version cannot contain PreRelease/Build meta data");
        }
        return String.join(".", parts) + ".0".repeat(3 - parts.length);
    }
}
