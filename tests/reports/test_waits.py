from reports.indicators import Wait, usual_wait


def test_no_closed_step_gives_no_usual_wait():
    assert usual_wait([]) is None


def test_the_usual_wait_is_by_nearest_rank():
    assert usual_wait([9]) == Wait(9, 9, 1)
    assert usual_wait(range(1, 11)) == Wait(5, 9, 10)
    assert usual_wait([120, 3, 41]) == Wait(41, 120, 3)
