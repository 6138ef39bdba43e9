package vpnsentinel.settings;

import java.util.Optional;

/** Whole numbers between two bounds, both included: {@code 1..60}, {@code 1..} up to the largest that Java counts with. */
record Range(int least, int most) {
    /** The range that a declaration spells. */
    static Range of(String declared) {
        String[] bounds = declared.split("\\.\\.", -1);
        boolean open = bounds.length < 2 || bounds[1].isEmpty();
        return new Range(Integer.parseInt(bounds[0]), open ? Integer.MAX_VALUE : Integer.parseInt(bounds[1]));
    }

    /** The number that the text spells, where it is in this range. */
    Optional<Integer> parse(String text) {
        if (!text.matches("\\d{1,10}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        return number < least || number > most ? Optional.empty() : Optional.of((int) number);
    }

    /** {@code at least 1 and at most 60}. */
    @Override
    public String toString() {
        return "at least " + least + (most == Integer.MAX_VALUE ? "" : " and at most " + most);
    }
}
