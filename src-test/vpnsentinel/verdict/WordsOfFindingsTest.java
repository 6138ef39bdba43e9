package vpnsentinel.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;
import vpnsentinel.network.Fact;
import vpnsentinel.words.Catalogue;
import vpnsentinel.words.Sentence;

/** What the rules find in all scenes of the tables beside this one has its words, and no words are left over. */
class WordsOfFindingsTest {
    private static List<Finding> all() {
        Stream<Arguments> tables = Stream.of(
                        JudgeTest.scenarios(),
                        FamiliesTest.families(),
                        FamiliesTest.ownPath(),
                        FamiliesTest.datagrams(),
                        FamiliesTest.origins(),
                        LocalRulesTest.sights(),
                        WordScenes.scenes())
                .flatMap(table -> table);
        return tables.map(row -> (Scene) row.get()[1])
                .flatMap(scene ->
                        Judge.judge(scene.evidence(), scene.homeLine(), scene.expectations()).findings().stream())
                .toList();
    }

    private static Set<String> keys(String part) {
        return Arrays.stream(Fact.values())
                .flatMap(fact -> Catalogue.WORDS.keys().stream()
                        .filter(key -> key.equals(fact.id() + part) || key.startsWith(fact.id() + part + ".")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyFactHasATitleAndAStateOfItsOwn() {
        assertThat(Arrays.stream(Fact.values()).map(Fact::title)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Fact.values()).map(Fact::state)).doesNotHaveDuplicates();
        assertThat(keys(".title")).hasSameSizeAs(Fact.values());
        assertThat(keys(".state")).hasSameSizeAs(Fact.values());
    }

    @Test
    void everythingThatTheRulesSayHasItsWordsAndAllItsValues() {
        assertThat(all()).allSatisfy(finding -> {
            assertThat(finding.said()).extracting(Sentence::key).allMatch(Catalogue.WORDS::has);
            assertThat(finding.evidence() + finding.hint()).doesNotContain("{", "}");
        });
    }

    @Test
    void everyWordForEvidenceAndAdviceIsSaidBySomeRule() {
        Set<String> said = all().stream()
                .flatMap(finding -> Stream.concat(finding.said().stream(), Stream.of(finding.advice())))
                .map(Sentence::key)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(said).containsAll(keys(".evidence")).containsAll(keys(".hint"));
    }
}
