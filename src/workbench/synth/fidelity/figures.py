def draw_errors(*a): ...


draw_hazard = draw_lives = draw_missing = draw_needs = draw_stays = draw_errors
