//! English words that companies and products are also called by, as many a young one is: at the beginning of a sentence such
//! a word has a capital whatever it means.
//!
//! A word that stands here costs recall where nothing beside it tells, and one that is missing costs precision where it
//! means itself. So what hardly begins a sentence as itself is left out.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Whether a folded word is one of everyday English.
pub(crate) fn is_ordinary(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> =
        LazyLock::new(|| [ORDINARY, TECHNICAL].into_iter().flat_map(str::split_ascii_whitespace).collect());
    WORDS.contains(word)
}

/// Whether it is also written in small letters in a Chinese text, where it means itself.
pub(crate) fn is_technical(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| TECHNICAL.split_ascii_whitespace().collect());
    WORDS.contains(word)
}

/// Whether a short list of words apart by spaces has a word.
pub(crate) fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|one| one == word)
}

/// Words of those who work with computers, mathematics or pictures.
const TECHNICAL: &str = "agent base block bolt branch buffer cache canvas chain channel client clip cluster code cohere \
    compass composer console container context core cursor data dash delta dock echo edge element engine epoch factor \
    field figure filter flask flow flux focus frame function gamma grid group handle hook host index inflection kernel \
    key lambda layer level link loop map matrix mesh meta method mode model module node object operator origin output \
    pandas parallel patch path perplexity pipe pixel plot point pointer pool port prism process prompt proxy pulse query \
    queue range rank ray relay render replica resolve root router sandbox scale schema scope script sense sequence server \
    session shard shell signal slice snap snapshot socket source spark spring stack stage stream string switch sync tab \
    table tag target task tensor thread token trace transformer tree tune tuple unit unity value vector view vision volume \
    weave widget window zoom";

/// Others: what is done, what is eaten, what lives, what is seen in the sky, what one feels.
const ORDINARY: &str = "abridge ace acorn adept affirm airtable align aligned alloy alpha amber amp anchor angel apex apollo \
    apple april arc arcade arch arena ark arm armada armour arrow ascend ash aspect aspire asset atlas atom august aura \
    aurora autumn avocado axiom axis badger bamboo banana banner bar bark basalt beacon beam bear beaver bee bell bench beta \
    bird bishop bison blade blaze blend bloom blossom blue blur board boat bold bond book boom boost border boss bounce \
    bounty bow box brace brain brake brand brave breeze brick bridge bright brilliant bronze brook brush bubble bucket bud \
    buffalo build bull bumble bundle burst butter butterfly button buzz cabin cactus calm camel camp candle canary canyon \
    capital capybara carbon card cargo cascade castle catalyst cave cedar celestial charm chart chase check cherry chess \
    chime chrome circle citadel citizen clarity clay clear cliff clock cloud clover coach coal coast coat cobalt coda codex \
    coffee coherent coin colossus comet common compound concept concord condor constellation contour contrast copper copilot \
    coral corning corona cosmos cotton courage cove cover craft crane crater crayon cream creek crescent crest cricket crown \
    cruise crusoe crystal cub cube curb current curve cycle daily dawn deal deep deer den depth derive desk diamond discord \
    discover dolphin dome dove dragon dream drift drive drum duck dune dynamo eagle ease east eclipse eden elastic electric \
    elevate elm ember emerald emerge empower encore endeavour enigma entrust envoy equinox essence ether evergreen evolve \
    exact exodus explorer fable falcon family feather fern fetch fever fiddle fig finch fire firefly fire flame flare flint \
    flip float flora fluent foam fog fold forest forge fork forward fossil foundry fountain fox freedom fresh frog frontier \
    frost fuse future galaxy garden gate gather gazelle gem general genesis giant glacier glass gleam glide globe glory glow \
    goat gold goose grace grain grammar granite grape grasp graphite gravity gravel great green grove grow guard guide gulf \
    hammer harbor harbour harmony harness harvest haven hawk hazel head health heart helix hello helm hen herald heron hero \
    hive hold home honey honeycomb hope horizon horse hub human humble hunter hyperion ibex icon idea ignite imagine impact \
    imprint impulse indigo infinity ink inspire instinct intent intercept iris iron island ivory jade jaguar jasper jet \
    jewel journey joy jungle juniper jupiter kayak keep kestrel kettle kindle kite kiwi knight knot koala ladder lake lamb \
    lamp land lantern lark latitude lattice launch laurel lava lavender leaf leap legend lemon lens leopard lever liberty \
    lift light lighthouse lightning lilac lily lime linear lion liquid lobster locust logic loom lotus luck lumen luna lunar \
    lynx machine magma magnet magnolia mammoth mango mantle manus maple marble march mars marvel mast master maverick maze \
    meadow mechanic melody melon mercury merge meridian merit metal meteor midnight midway milestone milk mimic mind mint \
    mirage mirror mission mist moment monarch moon moonshot morning mosaic moss motion motive mountain mouse murmur muse \
    mustang mystic myth narrow nectar needle neon neptune nest nimble nimbus noble noon north notion nova novel nucleus nugget \
    nutmeg oak oasis oat ocean octave octopus olive onion onyx opal open opera opus oracle orange orbit orchard orchid order \
    origami orion osprey otter outreach outrider owl oxygen oyster pace pact paddle palace palm panda panther paper parade \
    paradox parallel parrot parsley passport pastel peach peacock peak pear pearl pebble pelican pen penguin pepper perch \
    petal phantom phoenix piano pigeon pika pilot pine pinnacle pioneer pitch pivot plaid planet plank plasma platform play \
    plum plume polar pollen pony poplar poppy portal post postal potato power prairie presence prime primer princess \
    privilege probe progress promise proof prophet prose proton puma pumpkin puppet pure purple puzzle pyramid quail quantum \
    quartz quest quick quiet quill quiver rabbit radar radiant radical rain rainbow rally ramp ranger rapid raven reach \
    reactor reason rebel recall record reed reef reflection refuge render resonance rest retreat rhythm ridge ring ripple \
    rise river road robin rock rocket rogue rose rover ruby runway rush saffron sage sail salmon salt sapphire satellite \
    saturn savanna scarlet scout scroll sea seal season seed serenity shadow shard shark shelter shepherd shield shine ship \
    shore sierra silk silo silver slack slate sleep sling snow snowflake sol solar solid solstice sonar sonnet soul sound \
    south space sparrow spectrum speed sphere spice spider spike spin spiral spirit splash split sprout spruce spud square \
    squirrel stability staff star stargate stark steam steel steer stellar step stitch stock stone storm story strawberry \
    stride strike stripe strong summer summit sun sunrise sunset surf surge swallow swan sweep swift sword symphony tandem \
    tango temple tempo terra thistle thorn thrive thunder tide tiger timber titan toast tomato topaz torch tornado tortoise \
    tower track trail trident trinity triton trout trust tulip tundra turtle twig twilight twin twist uplift upstart valley \
    vantage vapor velocity venture venus verse vertex vessel vine violet virgo vista vital vortex voyage walnut walrus water \
    wave west whale wheat whisper wild willow wind windsurf wing winter wish wolf wonder wood work wren yarn yellow zebra \
    zenith zephyr zest";
