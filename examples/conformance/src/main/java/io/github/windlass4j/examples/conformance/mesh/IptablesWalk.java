package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.mesh.inject.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Walks a new connection through a list of iptables commands, as the kernel would: table mangle, then nat. It knows the
 * matches and targets that istio-iptables uses and refuses any other. Zero stands for "not captured".
 */
final class IptablesWalk {
    private final List<Map<String, List<Rule>>> four = new ArrayList<>();
    private final List<Map<String, List<Rule>>> six = new ArrayList<>();
    private final List<String> lines;

    private IptablesWalk(List<String> lines) {
        this.lines = lines;
    }

    /** The first pass over the tables is for IPv4; a table that opens again is for IPv6. */
    static IptablesWalk of(JsonNode rules) {
        List<String> lines = new ArrayList<>();
        rules.forEach(rule -> lines.add(rule.asString()));
        IptablesWalk walk = new IptablesWalk(lines);
        List<String> opened = new ArrayList<>();
        Map<String, List<Rule>> table = Map.of();
        boolean second = false;
        for (String line : lines) {
            if (line.startsWith("* ")) {
                second |= opened.contains(line);
                opened.add(line);
                table = new HashMap<>();
                // Only these two decide where a new TCP connection goes; raw marks DNS packets.
                if (!line.equals("* raw")) {
                    (second ? walk.six : walk.four).add(table);
                }
            } else if (line.startsWith("-A ") || line.startsWith("-I ")) {
                Rule rule = Rule.of(line);
                List<Rule> chain = table.computeIfAbsent(rule.chain, name -> new ArrayList<>());
                chain.add(rule.position < 0 ? chain.size() : Math.min(rule.position, chain.size()), rule);
            }
        }
        return walk;
    }

    int inbound(int port, String address, String nic) {
        return walk("PREROUTING", new Probe(address, port, "-", "-", nic, "", false));
    }

    int outbound(Packet packet) {
        return walk(
                "OUTPUT",
                new Probe(
                        packet.address(),
                        packet.port(),
                        packet.user(),
                        packet.group(),
                        "",
                        packet.networkInterface(),
                        packet.isUdp()));
    }

    private int walk(String chain, Probe probe) {
        for (Map<String, List<Rule>> table : probe.address.indexOf(':') < 0 ? four : six) {
            int verdict = walk(table, chain, probe);
            if (verdict > 0) {
                return verdict;
            }
        }
        return 0;
    }

    /** The proxy's port, 0 when the end of the chain is reached or it says RETURN; a RETURN of a base chain ends the table. */
    private static int walk(Map<String, List<Rule>> table, String chain, Probe probe) {
        for (Rule rule : table.getOrDefault(chain, List.of())) {
            if (!rule.takes(probe)) {
                continue;
            }
            switch (rule.target) {
                case "RETURN", "ACCEPT" -> {
                    return 0;
                }
                case "REDIRECT", "TPROXY" -> {
                    return rule.port;
                }
                // A new connection has no mark yet, and these do not end the walk.
                case "MARK", "CONNMARK", "LOG", "NFLOG" -> {}
                default -> {
                    int verdict = walk(table, rule.target, probe);
                    if (verdict > 0) {
                        return verdict;
                    }
                }
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return lines.size() + " rules";
    }

    private record Probe(String address, int port, String user, String group, String in, String out, boolean isUdp) {}

    /** One condition of a rule; {@code not} turns it round. */
    private record Match(String option, String value, boolean not) {
        boolean holds(Probe probe) {
            return holdsPlain(probe) != not;
        }

        private boolean holdsPlain(Probe probe) {
            return switch (option) {
                case "-p" -> value.equals(probe.isUdp ? "udp" : "tcp");
                case "-i" -> value.equals(probe.in);
                case "-o" -> value.equals(probe.out);
                case "-d" ->
                    IpRange.parse(value)
                            .orElseThrow()
                            .contains(IpRange.parse(probe.address).orElseThrow());
                // The pod's own address: never the one that marks what the proxy itself passes on.
                case "-s", "--mark" -> false;
                case "--ctstate" -> false;
                case "--dport" -> Integer.parseInt(value) == probe.port;
                case "--dports" -> Arrays.asList(value.split(",", -1)).contains(String.valueOf(probe.port));
                case "--uid-owner" -> value.equals(probe.user);
                case "--gid-owner" -> value.equals(probe.group);
                default -> throw new IllegalArgumentException("no such match: " + option);
            };
        }
    }

    private static final class Rule {
        private final List<Match> matches = new ArrayList<>();
        private String chain = "";
        private String target = "";
        private int position = -1;
        private int port;

        static Rule of(String line) {
            Rule rule = new Rule();
            String[] words = line.split(" ", -1);
            boolean not = false;
            for (int i = 0; i < words.length; i++) {
                switch (words[i]) {
                    case "-A" -> rule.chain = words[++i];
                    case "-I" -> {
                        rule.chain = words[++i];
                        rule.position = Integer.parseInt(words[++i]) - 1;
                    }
                    case "-j" -> rule.target = words[++i];
                    case "-m" -> i++;
                    case "!" -> not = true;
                    case "--to-ports", "--to-port", "--on-port" -> rule.port = Integer.parseInt(words[++i]);
                    case "--tproxy-mark", "--set-mark", "--zone", "--nflog-prefix", "--nflog-group", "--nflog-size" ->
                        i++;
                    case "--save-mark", "--restore-mark" -> {}
                    default -> {
                        rule.matches.add(new Match(words[i], words[++i], not));
                        not = false;
                    }
                }
            }
            return rule;
        }

        boolean takes(Probe probe) {
            return matches.stream().allMatch(match -> match.holds(probe));
        }
    }
}
