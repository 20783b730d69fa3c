META
key;value
budget;100.50
vote_type;cumulative
PROJECTS
project_id;cost;name
2;40,25;"Lamp; new"
10;60;Bench
VOTES
voter_id;vote;points
1;10,2;3,1
2;;
