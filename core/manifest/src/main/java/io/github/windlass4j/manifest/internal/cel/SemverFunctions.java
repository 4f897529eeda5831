package io.github.windlass4j.manifest.internal.cel;

import io.github.windlass4j.manifest.internal.cel.Functions.Registry;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The API server's library of semantic versions (k8s.io/apiserver/pkg/cel/library/semverlib.go, blang/semver). */
final class SemverFunctions {
    private static final String NUMBER = "(0|[1-9][0-9]*)";
    private static final Pattern FORM = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER
            + "(?:-([0-9A-Za-z.-]+))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?");
    private static final Pattern IDENTIFIER = Pattern.compile("0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*");

    /** Of 64 bits. */
    private static final int MAX_DIGITS = 19;

    private SemverFunctions() {}

    /** A version; what stands behind a plus sign does not count. */
    record Semver(BigInteger major, BigInteger minor, BigInteger patch, List<String> pre, String source)
            implements CelTypes.Named, Comparable<Semver> {
        @Override
        public String typeName() {
            return "kubernetes.Semver";
        }

        @Override
        public int compareTo(Semver other) {
            int order = major.compareTo(other.major);
            order = order != 0 ? order : minor.compareTo(other.minor);
            order = order != 0 ? order : patch.compareTo(other.patch);
            if (order != 0 || pre.equals(other.pre)) {
                return order;
            }
            if (pre.isEmpty() || other.pre.isEmpty()) {
                return pre.isEmpty() ? 1 : -1;
            }
            for (int i = 0; i < Math.min(pre.size(), other.pre.size()); i++) {
                int step = compare(pre.get(i), other.pre.get(i));
                if (step != 0) {
                    return step;
                }
            }
            return Integer.compare(pre.size(), other.pre.size());
        }

        private static int compare(String one, String two) {
            boolean number = isNumber(one);
            if (number && isNumber(two)) {
                return new BigInteger(one).compareTo(new BigInteger(two));
            }
            return number != isNumber(two) ? (number ? -1 : 1) : Integer.signum(one.compareTo(two));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Semver that && compareTo(that) == 0;
        }

        @Override
        public int hashCode() {
            return 31 * major.hashCode() + minor.hashCode();
        }

        @Override
        public String toString() {
            return source;
        }
    }

    private interface Part {
        BigInteger of(Semver version);
    }

    static void register(Registry registry) {
        registry.global("semver", 1, (a, f) -> parse(a[0], false, f))
                .global("semver", 2, (a, f) -> parse(a[0], a[1], f))
                .global("isSemver", 1, (a, f) -> is(parse(a[0], false, f)))
                .global("isSemver", 2, (a, f) -> is(parse(a[0], a[1], f)));
        part(registry, "major", Semver::major);
        part(registry, "minor", Semver::minor);
        part(registry, "patch", Semver::patch);
    }

    private static void part(Registry registry, String name, Part part) {
        registry.method(
                name,
                1,
                (a, f) -> a[0] instanceof Semver version
                        ? (Object) part.of(version).longValue()
                        : CelError.NO_OVERLOAD);
    }

    private static Object is(Object parsed) {
        return parsed.equals(CelError.NO_OVERLOAD) ? parsed : (Object) (parsed instanceof Semver);
    }

    private static Object parse(Object value, Object loosely, Frame frame) {
        if (!(value instanceof String given && loosely instanceof Boolean loose)) {
            return CelError.NO_OVERLOAD;
        }
        frame.traverse(given.length());
        String text = loose ? normal(given) : given;
        if (text.isEmpty()) {
            return new CelError("Version string empty");
        }
        String[] parts = text.split("\\.", 3);
        if (parts.length < 3) {
            return new CelError("No Major.Minor.Patch elements found");
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.end(3) > 3 * MAX_DIGITS) {
            return new CelError(problem(parts));
        }
        List<String> pre =
                form.group(4) == null ? List.of() : List.of(form.group(4).split("\\.", -1));
        for (String identifier : pre) {
            if (!IDENTIFIER.matcher(identifier).matches()) {
                return new CelError(
                        isNumber(identifier)
                                ? "Numeric PreRelease version must not contain leading zeroes \"" + identifier + "\""
                                : identifier.isEmpty()
                                        ? "Prerelease is empty"
                                        : "Invalid character(s) found in prerelease \"" + identifier + "\"");
            }
        }
        return new Semver(
                new BigInteger(form.group(1)), new BigInteger(form.group(2)), new BigInteger(form.group(3)), pre, text);
    }

    private static String problem(String[] parts) {
        List<String> names = List.of("major", "minor", "patch");
        for (int i = 0; i < 3; i++) {
            String name = names.get(i);
            String part = i < 2 ? parts[i] : parts[i].split("[-+]", 2)[0];
            if (!isNumber(part)) {
                String capital = i == 2 ? "patch" : name;
                return part.isEmpty()
                        ? "strconv.ParseUint: parsing \"\": invalid syntax"
                        : "Invalid character(s) found in " + capital + " number \"" + part + "\"";
            }
            if (part.length() > MAX_DIGITS) {
                return "strconv.ParseUint: parsing \"" + part + "\": value out of range";
            }
            if (part.length() > 1 && part.startsWith("0")) {
                String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
                return capital + " number must not contain leading zeroes \"" + part + "\"";
            }
        }
        return "Invalid character(s) found in prerelease or build metadata";
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Without a leading v and leading zeros, with a minor and a patch number. */
    private static String normal(String text) {
        String[] parts = (text.startsWith("v") ? text.substring(1) : text).split("\\.", 3);
        StringBuilder normal = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.length() > 1) {
                part = part.replaceFirst("^0+", "");
                part = part.isEmpty() || !isNumber(part.substring(0, 1)) ? "0" + part : part;
            }
            normal.append(i == 0 ? "" : ".").append(part);
        }
        if (parts.length < 3) {
            String last = parts[parts.length - 1];
            if (last.indexOf('+') >= 0 || last.indexOf('-') >= 0) {
                return "";
            }
            normal.append(".0".repeat(3 - parts.length));
        }
        return normal.toString();
    }
}
