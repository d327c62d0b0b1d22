/** Words of news and affairs of state that stand for one another, a group a line. */
export const AFFAIRS: readonly string[] = `
carry bring brought transport convey
breakup break broken collapse
halt stop cease pause interrupt idle
boat ship vessel ferry craft
hike raise rise increase
infection infect case patient contagion
distrust mistrust suspicion suspect doubt
ransom extortion extort blackmail
blame accuse fault attribute
first maiden inaugural
raise collect gather
run lead head manage operate
burst rupture split explode
hurt injure wound lose lost
fatality death die dead casualty perish toll
withhold withheld hold+back
lawmaker legislator parliamentarian congressman senator mp mps parliament
parliament legislature congress assembly chamber senate
hacker intruder attacker
hack intrusion breach cyberattack
blackout outage
fee charge price tariff cost
compensation compensate damages reparation redress payout
doctor medic physician clinician nurse
hospital clinic ward
shut shutdown closure close closed
premier prime
slide slump plunge plummet tumble fall fell drop lose lost
soar surge jump climb rise rose
bill draft law legislation
submit table tabled introduce sent
approve pass adopt ratify approval
repeal revoke abolish annul scrap
amend amendment revise rewrite rewritten change soften
postpone delay defer adjourn reschedule put+off
independence independent autonomy autonomous
pledge promise vow commit commitment undertake guarantee
warn caution alert
bid tender
insist require demand call+for
plea petition request apply application
reveal disclose unveil publish
hide hid hidden conceal
estimate reckon calculate put
rescue save free
explosion explode blast blow+up detonate
fire blaze burn
crash collide collision
spill leak discharge
pollution pollute contaminate contamination toxic poison
evacuate evacuation relocate
flee fled escape
search hunt seek
probe inquiry enquiry investigation investigate examine
audit inspect inspection check examine
suspect suspected culprit perpetrator
sue sued lawsuit court suit
lawyer attorney counsel solicitor barrister
judge justice magistrate
licence license permit permission authorisation authorization
contract deal order
supplier vendor contractor
customer client buyer
profit earnings gain
revenue income turnover sales
layoff redundancy dismissal
union guild
missile rocket
occupy occupation seize capture take+over
retreat withdraw withdrawal pull+out pullback
satellite spacecraft
astronaut cosmonaut crew
teacher instructor lecturer
pupil student schoolchild
storm hurricane cyclone typhoon
quake earthquake tremor
oil crude petroleum
gas fuel
electricity power
pipe pipeline
retaliate retaliation countermeasure respond response
boycott embargo
farmer grower farm
harvest crop yield
schedule timetable calendar
annual yearly
former previous ex
candidate nominee contender runner
poll survey
bribe bribery corruption corrupt graft kickback
steal stole stolen theft embezzle embezzlement loot
smuggle smuggler traffic trafficking
covert clandestine secret
statement announcement declaration communique
announce announcement declare proclaim
attend participate participation take+part
invite invitation
insider informant source
rumour rumor hearsay speculation
photo photograph picture image footage video
document paper file
witness bystander
expert analyst specialist scholar academic
scientist researcher
laboratory lab
sample specimen
trigger cause
relative relatives family kin
resident inhabitant citizen villager townspeople
neighbourhood neighborhood quarter district
island isle
coast shore seaside
navy fleet
captain skipper master
train railway rail
truck lorry
mine pit colliery
dam reservoir
quarantine isolate isolation lockdown
treatment treat therapy cure
dose shot jab
staff personnel employee workforce crew
charity aid relief
donor donation donate contribute contribution
subsidy subsidise subsidize grant subsidised
bailout rescue
investor shareholder
bond bonds debt
stockpile reserve stock
repair fix mend
upgrade modernise modernize renovate renovation
demolish destroy raze
malware virus
password credential login account
network system
equipment machine device gear
split divide division divided
unanimous unanimously
back support endorse favour favor
supporter backer ally advocate
critic opponent detractor
criticise criticize criticism reproach condemn rebuke denounce cross
praise applaud welcome
dismissal dismiss sack removal remove
tough hard strict
cheap low inexpensive
dear expensive costly
withstand endure last
extend extension prolong renew renewal
expel expulsion deport
recall withdraw summon
summon call
march protest demonstrate demonstration rally
riot unrest disorder violence clash
crackdown repress repression
emergency crisis
crisis emergency turmoil
quarrel row dispute argument feud disagreement
reconcile reconciliation settle settlement
settlement settle deal accord compromise
compromise concession
breach violate violation infringe
comply compliance obey abide
enforce enforcement
oversee supervise supervision oversight
regulator watchdog regulate
chief head boss
deputy vice
founder found
heir successor
prince princess royal
widow widower
brother sister sibling
grandson granddaughter grandchild
illness sick disease ill
wound injure injury
missing disappear disappearance vanish
found discover locate
abduct abduction kidnap kidnapping seize
captor kidnapper abductor
negotiator envoy mediator
handover transfer hand+over
exchange swap trade
ceasefire truce armistice
deploy deployment send sent
base camp outpost
airstrike bombing bombardment
shell shelling artillery
casualties losses
refugee displaced
hunger famine starvation
wage pay
bonus premium
pension retirement
retire retirement
curriculum syllabus
exam examination
launch liftoff take+off
delay slippage overrun
overrun exceed excess
budget cost
bidder tender
award win won
contractor supplier
engine motor
fault defect flaw malfunction
insurance insurer insure
liability liable
bankruptcy insolvency insolvent bankrupt
takeover merger acquisition merge
stake share
board directors
chairman chair
headquarters office seat
branch subsidiary
`
  .trim()
  .split('\n');
