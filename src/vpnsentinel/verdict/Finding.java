package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vpnsentinel.network.Fact;
import vpnsentinel.words.Catalogue;
import vpnsentinel.words.Sentence;

/**
 * One thing that a rule found out about a client. Its words stand in the catalogue under the name of the fact.
 *
 * @param fact what it is
 * @param said what was seen, one sentence or several
 * @param advice what to do about it, naming the setting to change; may be none
 */
public record Finding(Fact fact, List<Sentence> said, Sentence advice) {
    public Finding {
        said = List.copyOf(said);
    }

    /** A finding whose words are given and are in no catalogue. */
    public Finding(Fact fact, String evidence, String hint) {
        this(fact, List.of(Sentence.verbatim(evidence)), Sentence.verbatim(hint));
    }

    /** A finding of the fact that has one way to be said. */
    static Finding of(Fact fact, Object... namesAndValues) {
        return new Finding(
                fact, List.of(Sentence.of(fact.id() + ".evidence", namesAndValues)), advice(fact, "", namesAndValues));
    }

    /** A finding that is said in one of the fact's ways: {@code dns-leak.evidence.network}. */
    static Finding in(String way, Fact fact, Object... namesAndValues) {
        return new Finding(fact, List.of(said(way, fact, namesAndValues)), advice(fact, way, namesAndValues));
    }

    /** One of the fact's ways to be said. */
    static Sentence said(String way, Fact fact, Object... namesAndValues) {
        return Sentence.of(fact.id() + ".evidence." + way, namesAndValues);
    }

    /** The advice for this way, else the fact's own, else none. */
    private static Sentence advice(Fact fact, String way, Object... namesAndValues) {
        String own = fact.id() + ".hint";
        String special = own + "." + way;
        if (Catalogue.WORDS.has(special)) {
            return Sentence.of(special, namesAndValues);
        }
        return Catalogue.WORDS.has(own) ? Sentence.of(own, namesAndValues) : Sentence.NONE;
    }

    /** This finding with another of the fact's pieces of advice: {@code exit-on-home-line.hint.v6}. */
    Finding advising(String way) {
        return new Finding(fact, said, advice.at(fact.id() + ".hint." + way));
    }

    /** This finding, with one more thing to say. */
    Finding and(Sentence more) {
        List<Sentence> all = new ArrayList<>(said);
        all.add(more);
        return new Finding(fact, all, advice);
    }

    /** This finding with the evidence of another of the same fact. */
    Finding and(Finding other) {
        List<Sentence> all = new ArrayList<>(said);
        all.addAll(other.said);
        return new Finding(fact, all, advice);
    }

    /** The name under which routes and people know the fact: {@code exit-on-home-line}. */
    public String id() {
        return fact.id();
    }

    /** What was seen, in words. */
    public String evidence() {
        return said.stream().map(Sentence::text).collect(Collectors.joining(" "));
    }

    /** What to do about it, in words; may be empty. */
    public String hint() {
        return advice.text();
    }
}
