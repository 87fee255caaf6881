"""The centre's joint meetings (联席会议): what units raise, answered and put on agendas."""
