/** Words of general English that stand for one another, a group a line. */
export const GENERAL: readonly string[] = `
start begin commence launch open initiate onset origin
found establish create set form organise build start inception
end finish conclude stop cease close expire terminate
close shut
die death dead kill killed murder assassinate deceased
born birth birthplace
write author wrote written pen compose novelist writer book
lead leader head chief commander president rule ruler govern
name called known title dubbed named nickname alias
located situated lies lie location place site found venue
buy purchase acquire acquisition bought sell sold
make produce manufacture create construct build built making
big large great huge major largest biggest larger bigger
small little minor tiny smallest
job work occupation profession career employed served role position post
live reside home inhabit resident dwell population people
marry married wife husband spouse marriage wed wedding
child son daughter children kids offspring father mother parent family
win won victory defeat beat triumph champion winner
lose lost defeat loss
fight battle war conflict combat clash struggle
army troops soldiers forces military
attack assault invade invasion raid strike bombard offensive
help assist aid support back
teach taught teacher school study studied student education educate college university learn
money cost price pay paid worth fund dollars funding finance
movie film picture
song music sing singer record album single
sing sang voice perform performer
play played portray actor actress star cast role
doctor physician medical
car vehicle automobile
ship boat vessel
plane aircraft airplane
disease illness sick sickness infection
use used utilise employ purpose function
reason cause motive
effect result consequence outcome impact influence
type kind sort class category form
part component element section portion
percent percentage share proportion rate cent
number count total amount figure
increase rise grow growth raise grew rose expand
decrease fall decline drop reduce shrink cut fell
change alter modify reform shift move transform
show demonstrate indicate reveal display
think believe view opinion consider regard say feel
say said state tell told claim declare announce
happy pleased glad
afraid fear scared worry alarm anxious concern
angry anger upset mad furious
talk speak discuss conversation spoke talks
see saw look watch notice seen
go went travel journey trip visit move
arrive come came reach get
leave depart left departure quit exit withdraw withdrawal walk
give gave given grant award provide offer present
receive get got obtain gain won
gain benefit profit advantage
award prize medal honour honor
eat food meal dinner lunch ate
send sent dispatch ship
find found discover discovery
invent invention inventor develop create design
religion religious church faith belief worship
king monarch queen ruler emperor throne reign crown
country nation state land
city town village capital
area region zone district territory
language speak spoken tongue dialect
law legislation act statute rule legal bill
court judge trial ruling
crime criminal illegal offence
arrest detain jail prison imprison captured custody
release free freed
vote election elect poll ballot elected
policy plan strategy programme program scheme
meeting talks session summit meet negotiation conference gathering
negotiate talk bargain discuss negotiation
agree agreement accord deal pact treaty accept consent
refuse object objection oppose reject decline deny turn+down rebuff refusal rejected
press pressure urge lobby push persuade lobbying urged pressed appeal
ask press
cancel cancellation call+off scrap abandon
postpone delay defer suspend
restore resume revive reinstate renew
host venue stage hold hosting
mediate mediator intermediary broker between
ask request demand seek call
proposal propose request suggest suggestion
want wish aim goal desire seek hope intend
threat threaten ultimatum warning warn
doubt skeptic sceptic skeptical sceptical question distrust unsure suspicion
chance likelihood likely probability odds probable
breakthrough progress success succeed
leverage influence power sway
ally allies partner friend
enemy foe rival opponent adversary
weapon arms gun bomb missile
peace truce ceasefire calm
sanction embargo penalty restriction
official officer spokesman minister authority
government administration regime cabinet
company firm business corporation
owner own belong possess
job hire employ recruit
popular famous well-known known
old ancient age early
young youth youngest
first earliest initial original originally
last final latest
quick fast rapid speed
important significant key main major chief
different difference differ various distinct
same similar alike identical
example instance such like
member belong join joined
enter join entered
animal creature pet
house home building
road street route
river water lake sea
mountain hill peak
temperature heat hot cold warm
replace successor replaced
cover include contain comprise consist
remove delete take eliminate
hurt injure injured wound injury harm damage
damage destroy destruction ruin
protect defend guard defence defense
rich wealthy wealth
poor poverty
black dark
drink beverage
sport game match team
coach manager
score goal point
publish release issue published print
broadcast air aired television show
danger dangerous risk hazard peril threat
yield concede concession relent reverse reversal bow capitulate
retract withdraw withdrawn rescind revoke drop lift scrap
endorse favour favor approve
oppose opposition object objection resist against reject
contact appeal approach reach
country government capital nation state
envoy delegation delegate negotiator representative represent ambassador
spokesman spokeswoman spokesperson speak represent
media press newspaper outlet broadcaster journalist paper
journalist reporter
source origin provenance
report reported account article story
quote quotation words cite remark
trust trustworthy reliable credible believable
consent approve permit allow
order command instruct decree
forbid ban bar prohibit block outlaw
freeze frozen seize confiscate
fine penalty punish punishment sanction
accuse accusation allege allegation charge claim blame
deny denial reject rebut dispute
admit acknowledge concede confess
defend defence defense justify
resign quit step resignation
appoint appointment name choose pick select nominate
dismiss sack fire removed oust
chair chairs chairman chairwoman head lead
deadline due limit expire
delay late slow lag
hasten accelerate
collapse fail failure breakdown break broken
escalate escalation worsen intensify flare
deescalate ease calm relax defuse
shortage scarcity lack gap
surplus excess glut
strike walkout walk+out stop+work stoppage
worker employee staff labour
boss employer management manager director
wage pay salary earn earnings income
rival challenger opponent competitor
vote ballot poll
recount count tally
fraud rigged rigging fraudulent cheat manipulate forged forge false
turnout participation
protest demonstration rally march protester demonstrator
police security
judge court tribunal justice
complaint lawsuit suit appeal challenge petition
verdict ruling judgment judgement decision decide rule
guard watch protect secure
swear sworn inauguration inaugurate
term mandate tenure
observer monitor inspector watchdog
border frontier
refugee migrant asylum
truce ceasefire armistice
casualty victim killed wounded
hostage captive prisoner
rebel insurgent militant
coup overthrow putsch
budget spending deficit
tax levy tariff duty
loan credit debt borrow
currency money cash
asset assets property funds
share shares stock stocks equity
supply supplier supplied deliver delivery
cargo freight shipment goods
vessel ship freighter
divert reroute redirect
harbour port dock terminal
factory plant works
job post position
automated automation automatic robot driverless
drug medicine medication
money euro euros dollar dollars pound pounds franc yen
vaccine jab inoculation
epidemic pandemic outbreak disease virus
flood drought storm earthquake disaster
emission emissions carbon climate
nuclear atomic
programme program project plan
warhead bomb weapon
drone aircraft missile
spy espionage intelligence
hack cyberattack breach
leak leaked disclose reveal
secret private privately discreet confidential behind
public openly publicly open
single sole
basis base foundation ground
evidence proof proves
confirm confirmed corroborate verify verification
neutral impartial
intermediary mediator broker brokered brokering go+between mediate
concern worry fear alarm anxious anxiety
value worth offer
choice choose chose chosen select
conclusion conclude finding takeaway
explain explanation reason
instrument tool tools means lever
shape sway limit influence
ignore disregard overlook bypass sideline aside
hopeless futile
mood optimism optimistic hopeful upbeat pessimism pessimistic skeptic skeptical sceptical doubt
pick select choose choice opt
symbolic perfunctory
genuine real substantive serious
detour interlude
interim temporary provisional
permanent lasting durable
near close adjacent next
call contact phone telephone
city place venue location
war military hostilities armed
prognosis forecast outlook prediction
thesis claim argument
inauguration inaugurated swearing sworn
`
  .trim()
  .split('\n');
