package io.github.windlass4j.manifest.internal.cel;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Text as an expression: a program that ends within its budget with a value or an error, the same each time, or a {@link
 * CelSyntaxException}; and text as what the functions for addresses, quantities, durations and formats read. As tests over
 * the inputs kept in {@code CelFuzzTestInputs}, as a fuzzer with {@code JAZZER_FUZZ=1} and one method chosen.
 */
class CelFuzzTest {
    private static final long LIMIT = 20_000;
    private static final String[] FORMATS = {
        "bsonobjectid",
        "byte",
        "cidr",
        "creditcard",
        "date",
        "date-time",
        "datetime",
        "duration",
        "email",
        "hexcolor",
        "hostname",
        "ipv4",
        "ipv6",
        "isbn",
        "isbn10",
        "isbn13",
        "mac",
        "password",
        "rgbcolor",
        "ssn",
        "uri",
        "uuid",
        "uuid3",
        "uuid4",
        "uuid5",
        "k8s-short-name",
        "k8s-long-name"
    };

    @FuzzTest(maxDuration = "15m")
    void expression(byte[] input) {
        run(new String(input, StandardCharsets.UTF_8));
    }

    /** Text as the argument of every function that reads one. */
    @FuzzTest(maxDuration = "15m")
    void text(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (String function : new String[] {
            "ip(self)",
            "cidr(self)",
            "url(self)",
            "quantity(self)",
            "duration(self)",
            "timestamp(self)",
            "int(self)",
            "uint(self)",
            "double(self)",
            "bytes(self)",
            "bool(self)",
            "semver(self)",
            "'a1b2'.findAll(self)",
            "self.matches(self)",
            "self.split('a')",
            "self.format([1, 'x', 2.5, [1], {'a': 1}])",
            "self.replace('a', 'bb')",
            "self.trim().lowerAscii()",
            "url(self).getQuery()",
            "string(quantity(self))",
            "string(duration(self))",
            "string(ip(self))",
            "self.substring(1)",
            "self.charAt(2)",
            "self.indexOf('a')",
            "self.reverse()"
        }) {
            try {
                evaluate(CelProgram.compile(function), text);
            } catch (CelSyntaxException unknown) {
                // A function that this evaluator does not have.
                continue;
            }
        }
        for (String format : FORMATS) {
            Predicate<String> check = StringFormats.of(format);
            if (check != null && check.test(text) != check.test(text)) {
                throw new AssertionError(format + " says both of " + text);
            }
        }
        IpAddress address = IpAddress.parse(text, false);
        if (address != null && !address.equals(IpAddress.parse(address.toString(), false))) {
            throw new AssertionError(text + " is " + address + ", which is another");
        }
    }

    private static void run(String source) {
        CelProgram program;
        try {
            program = CelProgram.compile(source);
        } catch (CelSyntaxException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError("a refusal says why", e);
            }
            return;
        }
        for (Object self : new Object[] {"text", 5L, 1.5, true, CelNull.NULL, new CelBytes(new byte[] {1, -1})}) {
            evaluate(program, self);
        }
    }

    private static void evaluate(CelProgram program, Object self) {
        CelProgram.Outcome first = program.run(self, self, LIMIT);
        if (!first.overBudget() && first.cost() > LIMIT) {
            throw new AssertionError("cost " + first.cost() + " of " + LIMIT);
        }
        CelProgram.Outcome second = program.run(self, self, LIMIT);
        if (first.cost() != second.cost() || first.overBudget() != second.overBudget()) {
            throw new AssertionError("asked twice, it costs " + first.cost() + " and " + second.cost());
        }
        first.value().toString();
    }
}
